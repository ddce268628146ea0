"""What is promised of every file: no hidden failures, no waiting by the clock, no style in code, nothing foreign."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT, TESTS, name, python_files, text_files, tree

EXCUSES = {
    "type: ignore": r"#\s*type:\s*ignore",
    "skip": r"pytest\.(mark\.)?skip|unittest\.skip|importorskip",
    "xfail": r"xfail",
    "sleep": r"\b(time|asyncio)\.sleep\((?!0\))",
}
"""What hides a failure, or waits for time to pass instead of for something to happen. `sleep(0)` only gives way."""

ALLOWED = {
    ("slatis_tui/sandbox/front_door.py", "sleep"): "the latency that --latency asks for",
    ("slatis_tui/sandbox/child.py", "sleep"): "between tries to remove a folder in which SQLite still tidies up",
    ("tests/api/chaos.py", "sleep"): "between two looks at a condition that has a deadline",
    ("tests/api/test_sockets.py", "sleep"): "a server that answers byte by byte is what is tested",
    ("tests/faults/sockets.py", "sleep"): "time passes there as everywhere, only faster",
    ("tests/support/polling.py", "sleep"): "between two looks at a condition that has a deadline",
    ("tests/support/console.py", "sleep"): "what waits for anything but an undo window waits as ever",
    ("tests/unit/test_settings_keys.py", "sleep"): "between two looks at a condition that has a deadline",
}
"""The exceptions, each with its reason. There are no others."""

_FOREIGN = [
    "share" + "d/",
    "see" + "ds/",
    r"\b(console|design|reliability|performance|features|style|slatis-api-v1)\." + "md",
    "/wor" + "k/",
    r"\bfact \d+\b",
]


def excuses_of(path: Path) -> set[str]:
    text = path.read_text(encoding="utf-8")
    return {excuse for excuse, pattern in EXCUSES.items() if re.search(pattern, text)}


@pytest.mark.parametrize("path", python_files(PACKAGE, TESTS), ids=name)
def test_nothing_is_excused_without_a_listed_reason(path: Path) -> None:
    if path != Path(__file__):
        unlisted = {excuse for excuse in excuses_of(path) if (name(path), excuse) not in ALLOWED}
        assert not unlisted


@pytest.mark.parametrize(("path", "excuse"), ALLOWED, ids=lambda part: str(part))
def test_every_listed_exception_is_still_needed(path: str, excuse: str) -> None:
    assert excuse in excuses_of(ROOT / path)


@pytest.mark.parametrize("path", python_files(PACKAGE), ids=name)
def test_styles_are_in_stylesheets_alone(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = {target.id for target in targets if isinstance(target, ast.Name)}
            assert not names & {"CSS", "DEFAULT_CSS"}


def test_the_repository_stands_on_its_own() -> None:
    pattern = re.compile("|".join(_FOREIGN))
    found = [
        f"{name(path)}:{number}: {line.strip()[:100]}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert not found
