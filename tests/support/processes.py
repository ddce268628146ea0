"""Looking at the machine's processes, as `ps` does."""

import os
from pathlib import Path


def children_of(pid: int) -> set[int]:
    """The processes that this one has started and that still run."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (status := _status(int(entry.name))) is not None and status[0] == pid:
            found.add(int(entry.name))
    return found


def runs(pid: int) -> bool:
    """Whether the process is there and has not ended."""
    return (status := _status(pid)) is not None and status[1] not in "ZX"


def _status(pid: int) -> tuple[int, str] | None:
    """Parent and state, or None when there is no such process."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(fields[1]), fields[0]


def command_line(pid: int) -> list[str]:
    """What the process was started with, as everybody on the machine can see it."""
    return Path(f"/proc/{pid}/cmdline").read_text().rstrip("\0").split("\0")


def environment(pid: int) -> dict[str, str]:
    """The variables that the process was started with."""
    lines = os.fsdecode(Path(f"/proc/{pid}/environ").read_bytes()).rstrip("\0").split("\0")
    return dict(line.partition("=")[::2] for line in lines)
