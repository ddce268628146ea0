"""What a console process says, line by line in a file, so that it is known after the process was killed."""

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from slatis_tui.domain.changes import Change, ChangeState, Verb
from tests.faults.story import Story, Wish


class Report:
    """Written by the console. What has been written outlives it."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)

    def say(self, what: str, change: Change | None = None, **more: Any) -> None:
        """Write a line."""
        line = {"what": what, **more} | ({"change": asdict(change)} if change else {})
        os.write(self._file, (json.dumps(line) + "\n").encode())


def retell(path: Path, console: str, wishes: Sequence[Wish], story: Story, began: float) -> None:
    """Put what a console said into the story; `wishes` are those that it was to submit."""
    for line in path.read_text().splitlines() if path.exists() else ():
        said = json.loads(line)
        if said["what"] == "opened":
            story.troubles += filter(None, (said["notice"], said["trouble"]))
        elif said["what"] == "acknowledged":
            story.acknowledged(wishes[said["place"]], console, _change(said["change"]), began, began)
        elif "change" in said:
            story.said(console, _change(said["change"]), began)


def _change(document: dict[str, Any]) -> Change:
    problems = tuple((field, message) for field, message in document["problems"])
    verb, state = Verb(document["verb"]), ChangeState(document["state"])
    return Change(**{**document, "verb": verb, "state": state, "problems": problems})
