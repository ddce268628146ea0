"""Nothing but Content and constants of ours is handed to a widget as text: a str would be read as markup."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, name, python_files, tree
from tests.architecture.text_rules import Vocabulary, violations

WORDS = Vocabulary.of(tree(path) for path in python_files(PACKAGE))
DRAWING = tuple(
    path
    for path in python_files(PACKAGE)
    if path.parent.name in ("screens", "widgets") or path.parent == PACKAGE or "terminal" in path.parts
)


@pytest.mark.parametrize("path", DRAWING, ids=name)
def test_text_on_the_screen_is_never_a_str_with_data(path: Path) -> None:
    assert list(violations(tree(path), WORDS)) == []


HARMFUL = [
    "Static(booking.name)",
    "Static(f'{name}')",
    "Static('a' + name)",
    "Static(content=name)",
    "Label('[b]x[/b]')",
    "Button(label, id='x')",
    "self.query_one(Static).update(name)",
    "self.update(str(x))",
    "OptionList(*names)",
    "OptionList(*(Option(name) for name in names))",
    "app.notify(name)",
    "app.notify('x', title=name)",
    "app.notify(name, markup=True)",
    "self.border_title = name",
    "button.label = name",
    "self.tooltip = f'{name}'",
    "Content.from_markup('x')",
    "DataTable()",
    "Static(Content('x'), markup=True)",
    "class Mine(Static):\n    def __init__(self, name):\n        super().__init__(name)",
    "class Mine(Static): pass\nclass Other(Mine): pass\nOther(name)",
]

HARMLESS = [
    "Static()",
    "Static(id=name)",
    "Static('Try the demo')",
    "TITLE = 'Create'\nButton(TITLE)",
    "TITLE = Content('Create')\nbutton.label = TITLE",
    "Static(Content(name))",
    "Static(Content.assemble((name, style)))",
    "Static(Content(', ').join(parts))",
    "def shown(x) -> Content: ...\nself.update(shown(name))",
    "self.update(Content(a) if a else '')",
    "OptionList(*(Option(Content(name)) for name in names))",
    "app.notify(name, markup=False)",
    "self.border_subtitle = Content(name)",
    "class Mine(Static):\n    def __init__(self, name):\n        super().__init__(id=name)\nMine(name)",
]


@pytest.mark.parametrize("source", HARMFUL)
def test_the_rule_finds_what_is_harmful(source: str) -> None:
    module = ast.parse(source)
    assert list(violations(module, Vocabulary.of([module])))


@pytest.mark.parametrize("source", HARMLESS)
def test_the_rule_lets_pass_what_is_harmless(source: str) -> None:
    module = ast.parse(source)
    assert not list(violations(module, Vocabulary.of([module])))
