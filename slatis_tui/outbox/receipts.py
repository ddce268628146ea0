"""Receipts of bulk runs: files beside the journal, for their owner alone, never written over."""

import os
from datetime import UTC, datetime
from pathlib import Path

from slatis_tui.domain.runs import Run
from slatis_tui.errors import JournalError
from slatis_tui.outbox.schema import private_folder


def saved(folder: Path, run: Run, text: str) -> str:
    """Write a receipt into the folder, which is made if need be; the file's path.

    Raises:
        JournalError: it can't be written.
    """
    planned = datetime.fromtimestamp(run.created_at, UTC).strftime("%Y%m%dT%H%M%SZ")
    name = f"{run.verb.replace(' ', '-')}-{planned}-{run.run_id[:6]}"
    try:
        private_folder(folder)
        return str(_written(folder, name, text.encode("utf-8")))
    except OSError as error:
        raise JournalError(f"The receipt can't be saved ({error.strerror})", hint="Copy it instead") from error


def _written(folder: Path, name: str, content: bytes) -> Path:
    number = 1
    while True:
        path = folder / (f"{name}.tsv" if number == 1 else f"{name}-{number}.tsv")
        try:
            file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            number += 1
            continue
        with os.fdopen(file, "wb") as opened:
            opened.write(content)
        return path
