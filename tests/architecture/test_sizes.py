"""No file and no function grows beyond what one can read at once."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, TESTS, name, python_files, tree

MOST_LINES_OF_A_FILE = 300
MOST_LINES_OF_A_FUNCTION = 40
MOST_LINES_OF_THE_APP = 200


@pytest.mark.parametrize("path", python_files(PACKAGE, TESTS), ids=name)
def test_files_and_functions_are_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES_OF_A_FILE
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert own_lines(node) <= MOST_LINES_OF_A_FUNCTION, f"{node.name} has {own_lines(node)} lines"


def test_the_app_is_short() -> None:
    (app,) = (
        node
        for node in ast.walk(tree(PACKAGE / "app.py"))
        if isinstance(node, ast.ClassDef) and node.name == "SlatisApp"
    )
    assert own_lines(app) <= MOST_LINES_OF_THE_APP


def own_lines(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    """Its lines, decorators and docstring left out."""
    docstring = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
    of_docstring = (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1 if docstring else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - of_docstring


@pytest.mark.parametrize(
    ("source", "lines"),
    [("def f():\n    pass", 2), ('def f():\n    """One.\n\n    Two."""\n    pass', 2), ("@d\n@e\ndef f(): pass", 1)],
)
def test_a_docstring_and_decorators_do_not_count(source: str, lines: int) -> None:
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    assert own_lines(function) == lines
