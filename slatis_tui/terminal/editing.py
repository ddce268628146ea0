"""A long text in the operator's own editor: it gets the terminal, and a private file that goes when it ends."""

import asyncio
import os
import shlex
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from slatis_tui.errors import SlatisError

_LARGEST = 1_000_000


class EditorProblem(SlatisError):
    """The editor did not do its work. What was typed in the form is as it was."""


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """The operator's editor with its options, from VISUAL or EDITOR.

    Raises:
        EditorProblem: neither says one, or what it says can't be read.
    """
    said = environ.get("VISUAL", "").strip() or environ.get("EDITOR", "").strip()
    if not said:
        raise EditorProblem("No editor is set", hint="Set EDITOR, such as EDITOR=vim, and start again")
    try:
        return shlex.split(said)
    except ValueError as error:
        raise EditorProblem(f"EDITOR can't be read: {error}") from None


async def edited(text: str, command: list[str]) -> str:
    """The text as the editor left it, while the terminal is the editor's.

    The file is this user's alone and is removed however this ends. The loop goes on meanwhile: what waits in the
    outbox is sent.

    Raises:
        EditorProblem: the editor can't be started, failed, or left something that is no text.
    """
    with _private_file(text) as path:
        try:
            process = await asyncio.create_subprocess_exec(*command, str(path))
        except OSError as error:
            raise EditorProblem(f"{command[0]} can't be started: {error.strerror}") from None
        try:
            status = await process.wait()
        except asyncio.CancelledError:  # the console ends
            with suppress(ProcessLookupError):
                process.terminate()
            raise
        if status:
            raise EditorProblem(f"{command[0]} ended with status {status}: the text is as it was")
        return _read(path)


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise EditorProblem("The text is too long: the one in the form is as it was")
        return content.decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError:
        raise EditorProblem("The editor's file is no text in UTF-8: the one in the form is as it was") from None
    except OSError as error:
        raise EditorProblem(f"The editor's file can't be read: {error.strerror}") from None


@contextmanager
def _private_file(text: str) -> Iterator[Path]:
    try:
        folder = Path(tempfile.mkdtemp(prefix="slatis-tui-"))
        path = folder / "text.txt"
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise EditorProblem(f"No file can be made for the editor: {error.strerror}") from None
    try:
        yield path
    finally:
        for left in folder.glob("*"):  # the editor's own copies too
            with suppress(OSError):
                left.unlink()
        with suppress(OSError):
            for left in folder.glob(".*"):
                left.unlink()
            folder.rmdir()
