"""Where the journals of the runs are."""

from pathlib import Path

_SHARED_MEMORY = Path("/dev/shm")
FAST_FOLDER = _SHARED_MEMORY if _SHARED_MEMORY.is_dir() else None
"""Where files need no disk: a process that dies takes nothing of them with it. None for the usual place."""
