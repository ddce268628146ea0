"""Which expressions may become text on the screen.

Textual reads a `str` as markup: `[/]` in an attendee's name would end the app, `[@click=…]` would run an action. So
what a widget shows is a `Content`, which is plain, or a constant of ours in which no markup begins.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

TEXT_WIDGETS = frozenset(
    {"Button", "Checkbox", "Collapsible", "Label", "Link", "ListItem", "Option", "OptionList", "RadioButton", "Static"}
    | {"EntryList", "Tab", "TabPane", "Tabs", "Toast"}
)
"""Their positional arguments are shown."""

REFUSED_WIDGETS = frozenset(
    {"DataTable", "DirectoryTree", "Markdown", "MarkdownViewer", "RichLog", "Select", "SelectionList", "Tree"}
)
"""They read data as markup, or grow slow with it; nothing here needs them."""

SHOWN_KEYWORDS = frozenset({"content", "renderable", "label", "prompt", "title", "border_title", "border_subtitle"})
SHOWN_ATTRIBUTES = frozenset({"border_title", "border_subtitle", "tooltip", "label"})


@dataclass
class Vocabulary:
    """The names that are safe to show, or that show what they are given, over all modules."""

    constants: set[str] = field(default_factory=set)
    """Names of module-level constants: Content, or strings without markup."""
    content_makers: set[str] = field(default_factory=lambda: {"Content"})
    """Names of functions that return Content."""
    widgets: set[str] = field(default_factory=lambda: set(TEXT_WIDGETS))
    """Names of the text widgets and of our classes made from them."""
    shown_by_call: set[str] = field(default_factory=lambda: set(TEXT_WIDGETS))
    """Those of them that show what they are called with; a class with an `__init__` of its own decides that there."""

    @classmethod
    def of(cls, trees: Iterable[ast.Module]) -> "Vocabulary":
        """Read the modules."""
        words = cls()
        modules = list(trees)
        for module in modules:
            words.constants.update(_constants(module))
            words.content_makers.update(_content_makers(module))
        classes = [node for module in modules for node in ast.walk(module) if isinstance(node, ast.ClassDef)]
        while fresh := {one.name for one in classes if _bases(one) & words.widgets} - words.widgets:
            words.widgets |= fresh
        plain = [one for one in classes if not any(getattr(part, "name", "") == "__init__" for part in one.body)]
        while fresh := {one.name for one in plain if _bases(one) & words.shown_by_call} - words.shown_by_call:
            words.shown_by_call |= fresh
        return words


def violations(module: ast.Module, words: Vocabulary) -> Iterator[tuple[int, str]]:
    """Line and reason of each place where something else than Content or a constant becomes text."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield from ((node.lineno, reason) for reason in _of_call(node, words))
        elif isinstance(node, ast.ClassDef) and _bases(node) & words.widgets:
            yield from _of_subclass(node, words)
        elif isinstance(node, ast.Assign):
            shown = {one.attr for one in node.targets if isinstance(one, ast.Attribute)} & SHOWN_ATTRIBUTES
            if shown and not is_safe(node.value, words):
                yield node.lineno, f"{shown.pop()} is set to something else than Content"


def is_safe(node: ast.expr, words: Vocabulary) -> bool:
    """Whether the expression is a Content, or a constant in which no markup begins."""
    match node:
        case ast.Constant(value=None):
            return True
        case ast.Constant(value=str(text)):
            return "[" not in text
        case ast.Name(id=identifier):
            return identifier in words.constants
        case ast.IfExp(body=body, orelse=orelse):
            return is_safe(body, words) and is_safe(orelse, words)
        case ast.Starred(value=value):
            return is_safe(value, words)
        case ast.GeneratorExp(elt=element) | ast.ListComp(elt=element):
            return is_safe(element, words)
        case ast.Call(func=function):
            return _root(function) in words.content_makers | words.widgets
        case _:
            return False


def _of_call(call: ast.Call, words: Vocabulary) -> Iterator[str]:
    called = _last(call.func)
    if called in REFUSED_WIDGETS:
        yield f"{called} is not to be used"
    if called == "from_markup" or any(one.arg == "markup" and _is_true(one.value) for one in call.keywords):
        yield "markup is read"
    if called == "notify":
        unread = any(one.arg == "markup" and not _is_true(one.value) for one in call.keywords)
        if not unread and not all(is_safe(one, words) for one in call.args):
            yield "notify without markup=False"
        if any(one.arg == "title" and not is_safe(one.value, words) for one in call.keywords):
            yield "the title of a notification is not a constant"
    shows = called in words.shown_by_call or (called == "update" and isinstance(call.func, ast.Attribute))
    if shows and not _shows_safely(call, words):
        yield f"{called}() shows something else than Content"


def _of_subclass(node: ast.ClassDef, words: Vocabulary) -> Iterator[tuple[int, str]]:
    """What a class made from a text widget hands up to it."""
    for call in ast.walk(node):
        match call:
            case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__")):
                if not _shows_safely(call, words):
                    yield call.lineno, f"{node.name} shows something else than Content"


def _shows_safely(call: ast.Call, words: Vocabulary) -> bool:
    named = [one.value for one in call.keywords if one.arg in SHOWN_KEYWORDS]
    return all(is_safe(one, words) for one in [*call.args, *named])


def _constants(module: ast.Module) -> Iterator[str]:
    for node in module.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=identifier)], value=value):
                if is_safe(value, Vocabulary(widgets=set())):
                    yield identifier


def _content_makers(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and node.returns is not None and _last(node.returns) == "Content":
            yield node.name


def _bases(node: ast.ClassDef) -> set[str]:
    return {_last(base) for base in node.bases}


def _last(node: ast.expr) -> str:
    """`C` of `a.b.C`, of `C[int]` and of `C`."""
    match node:
        case ast.Name(id=identifier):
            return identifier
        case ast.Attribute(attr=attribute):
            return attribute
        case ast.Subscript(value=value):
            return _last(value)
        case _:
            return ""


def _root(node: ast.expr) -> str:
    """The maker of the value: `Content` of `Content.assemble` and of `Content(x).join`; `f` of `self.f`."""
    match node:
        case ast.Attribute(value=ast.Name(id="self"), attr=attribute):
            return attribute
        case ast.Attribute(value=value):
            return _root(value)
        case ast.Call(func=function):
            return _root(function)
        case ast.Name(id=identifier):
            return identifier
        case _:
            return ""


def _is_true(node: ast.expr) -> bool:
    return not (isinstance(node, ast.Constant) and node.value is False)
