"""What the README promises is so."""

import re
from pathlib import Path

from tests.support.key_table import README, key_table, table_in

ROOT = README.parent


def test_the_key_table_is_that_of_the_commands() -> None:
    """`python -m tests.support.key_table` writes it anew."""
    assert table_in(README.read_text(encoding="utf-8")) == key_table()


def test_every_file_that_the_readme_names_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    named = re.findall(r"\]\(([^)#:]+)\)", text)
    assert named
    assert [name for name in named if not Path(ROOT, name).exists()] == []


def test_the_map_of_the_house_has_every_room() -> None:
    text = README.read_text(encoding="utf-8")
    rooms = [path.name for path in (ROOT / "slatis_tui").iterdir() if (path / "__init__.py").exists()]
    assert [room for room in rooms if f"{room}/" not in text] == []
