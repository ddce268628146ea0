"""The drafts on disk: one file each, for its owner alone, replaced whole, so that a kill leaves the old or the new one.

Files are named by a hash: no text of the server's becomes part of a path. A thread of their own does what it is told
in that order; a slow disk never stops the screen.
"""

import asyncio
import hashlib
import json
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from slatis_tui.domain.drafts import Draft, read_draft
from slatis_tui.errors import DraftError
from slatis_tui.outbox.schema import private_folder

T = TypeVar("T")
_LARGEST = 4_000_000
"""Bytes of a file that is read: a form of forty long answers has less."""
_LEFT_SECONDS = 60.0
"""After which a file that is not whole was left by a console that was killed."""
_UNFINISHED = ".new"


class FileDrafts:
    """`domain.drafts.Drafts` in a folder, for one server and mode."""

    def __init__(self, folder: Path, scope: str) -> None:
        self._folder = folder
        self._scope = scope
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drafts")
        self._closed = False

    def save(self, draft: Draft) -> asyncio.Future[None]:
        """Keep this one in the place of that event type's last."""
        return self._do(lambda: self._write(draft))

    def drop(self, event_type_id: str) -> asyncio.Future[None]:
        """Keep that event type's no longer."""
        return self._do(lambda: self._path(event_type_id).unlink(missing_ok=True))

    async def load(self, event_type_id: str) -> Draft | None:
        """The draft of that event type; None where there is none, or none that can be read."""
        draft = await self._do(lambda: _read(self._path(event_type_id)))
        return draft if draft is not None and draft.event_type_id == event_type_id else None

    async def event_type_ids(self) -> list[str]:
        """The event types that have one, the latest first."""
        return await self._do(self._all)

    async def close(self) -> None:
        """Wait for what was asked for. May be called more than once."""
        self._closed = True
        await asyncio.to_thread(self._executor.shutdown)

    def _do(self, work: Callable[[], T]) -> asyncio.Future[T]:
        loop = asyncio.get_running_loop()
        if self._closed:
            closed: asyncio.Future[T] = loop.create_future()
            closed.set_exception(DraftError("The drafts are closed"))
            return closed
        return loop.run_in_executor(self._executor, _told, work)

    def _path(self, event_type_id: str) -> Path:
        name = hashlib.sha256(f"{self._scope}\n{event_type_id}".encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / f"{name[:32]}.json"

    def _write(self, draft: Draft) -> None:
        private_folder(self._folder)
        path = self._path(draft.event_type_id)
        unfinished = path.with_suffix(f".{os.getpid()}{_UNFINISHED}")
        unfinished.unlink(missing_ok=True)
        document = json.dumps({"scope": self._scope, **draft.document()})
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(document)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)

    def _all(self) -> list[str]:
        found: list[Draft] = []
        for path in self._folder.glob("*"):
            if path.name.endswith(_UNFINISHED) and time.time() - path.lstat().st_mtime > _LEFT_SECONDS:
                path.unlink(missing_ok=True)
            elif path.suffix == ".json" and (draft := _read(path)) and self._path(draft.event_type_id) == path:
                found.append(draft)
        return [draft.event_type_id for draft in sorted(found, key=lambda one: -one.saved_at)]


def _read(path: Path) -> Draft | None:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except FileNotFoundError:
        return None
    try:
        return read_draft(json.loads(content)) if len(content) <= _LARGEST else None
    except (ValueError, RecursionError):
        return None


def _told(work: Callable[[], T]) -> T:
    try:
        return work()
    except OSError as error:
        raise DraftError(f"The draft can't be kept: {error.strerror or error}") from error
