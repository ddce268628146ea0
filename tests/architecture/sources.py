"""The repository's own files, for the tests that read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "slatis_tui"
TESTS = ROOT / "tests"
_TEXT_FILES = {".py", ".tcss", ".md", ".toml", ".yaml", ".yml", ".json", ".jsonl", ".txt", ".cfg", ".ini", ".sh", ""}
_NOT_OURS = {"__pycache__", "build", "dist"}
_OURS = {".ci", ".gitignore", ".pre-commit-config.yaml"}
"""What begins with a dot is not, but for these."""


@cache
def python_files(*folders: Path) -> tuple[Path, ...]:
    """Every module below the folders, in order."""
    return tuple(sorted(path for folder in folders for path in folder.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """The module, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def name(path: Path) -> str:
    """The path as one says it in this repository."""
    return path.relative_to(ROOT).as_posix()


def text_files() -> Iterator[Path]:
    """Every text file that a person wrote."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        is_ours = all(part in _OURS or not (part.startswith(".") or part in _NOT_OURS) for part in parts)
        if is_ours and path.is_file() and path.suffix in _TEXT_FILES:
            yield path
