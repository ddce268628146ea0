"""Bulk runs of the real program: killed in the middle, beside another console, beside another client.

The judge is the sandbox's own database: a trigger writes down every booking that really changes its status.
"""

import re
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest

from slatis_tui.sandbox.launch import SandboxAddress, SandboxProcess
from slatis_tui.sandbox.options import SandboxOptions
from tests.support.keys import sent_for
from tests.support.polling import eventually
from tests.support.pty_terminal import PtyProgram

PENDING = 300
TIMEOUT = 120.0
_WATCH = """
CREATE TABLE judged (id TEXT NOT NULL, status TEXT NOT NULL);
CREATE TRIGGER judge AFTER UPDATE OF status ON bookings WHEN old.status <> new.status
BEGIN INSERT INTO judged VALUES (new.id, new.status); END;
"""
_KEEP_THIS_MANY = """
DELETE FROM bookings WHERE seq NOT IN
    (SELECT seq FROM bookings WHERE status = 'PENDING_CONFIRMATION' ORDER BY start_ms LIMIT ?)
"""


class Slatis:
    """A sandbox with so many pending bookings, and what its database says of them once it has ended."""

    def __init__(self, folder: Path) -> None:
        self._db = folder / "judge.db"
        seeding, _ = self._start(folder / "seeding")
        seeding.close()
        with closing(sqlite3.connect(self._db)) as judge:
            judge.execute(_KEEP_THIS_MANY, (PENDING,))
            judge.commit()
            judge.executescript(_WATCH)
            query = "SELECT id FROM bookings WHERE status = 'PENDING_CONFIRMATION'"
            self.pending = [str(row[0]) for row in judge.execute(query)]
        assert len(self.pending) == PENDING
        self._process, self.address = self._start(folder / "serving")
        headers = {"Authorization": f"Bearer {self.address.secret_key}"}
        self.client = httpx.Client(base_url=self.address.base_url, headers=headers, trust_env=False)

    def close(self) -> None:
        """End it; its database can be read then, and not before."""
        self.client.close()
        self._process.close()

    def confirmed(self) -> int:
        """How many of them are, while it runs."""
        left, cursor = 0, None
        while True:
            query = {"status": "PENDING_CONFIRMATION", "limit": "100"} | ({"cursor": cursor} if cursor else {})
            page = self.client.get("/bookings", params=query).json()
            left += len(page["bookings"])
            cursor = page["pagination"]["next_cursor"]
            if not cursor:
                return PENDING - left

    def judged(self) -> tuple[Counter[str], Counter[str]]:
        """How often each booking has really changed its status, and to which."""
        self.close()
        with closing(sqlite3.connect(self._db)) as judge:
            rows = judge.execute("SELECT id, status FROM judged").fetchall()
        return Counter(row[0] for row in rows), Counter(row[1] for row in rows)

    def _start(self, folder: Path) -> tuple[SandboxProcess, SandboxAddress]:
        folder.mkdir()
        options = SandboxOptions(bookings=6500, rate=0, latency_ms=400, db=self._db)
        process = SandboxProcess.start(options, folder)
        return process, process.ready(TIMEOUT)


@pytest.fixture
def slatis(tmp_path: Path) -> Iterator[Slatis]:
    slatis = Slatis(tmp_path)
    yield slatis
    slatis.close()


@pytest.fixture
def consoles() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def start(consoles: ExitStack, slatis: Slatis, home: Path, *options: str) -> PtyProgram:
    variables = {"SLATIS_API_KEY": slatis.address.secret_key, "SLATIS_BASE_URL": slatis.address.base_url}
    command = [sys.executable, "-m", "slatis_tui", "--refresh", "0", *options]
    return consoles.enter_context(PtyProgram(command, home=home, env=variables))


def press_until_gone(console: PtyProgram, key: str, text: str) -> None:
    """Press the key again where the text still stands there after a while: a dialog does not listen at first."""

    def gone() -> bool:
        console.send(sent_for(key))  # not `press`, which waits until nothing moves any more
        deadline = time.monotonic() + 10
        while console.has(text) and time.monotonic() < deadline:
            console.read(0.1)
        return not console.has(text)

    eventually(gone, TIMEOUT)


def plan_all(console: PtyProgram) -> None:
    """Plan to confirm every pending booking, and go to the button that does."""
    console.wait_for(f"{PENDING} of {PENDING}", TIMEOUT)
    console.press("*", "c")
    console.wait_for(f"{PENDING} to confirm, 0 skipped", TIMEOUT)
    console.press("left")


def run_all(console: PtyProgram, slatis: Slatis) -> None:
    """Confirm every pending booking. Whether that has begun the server tells: the screen is drawn too often to ask."""
    plan_all(console)

    def has_begun() -> bool:
        console.send(sent_for("enter"))
        return slatis.confirmed() > 0

    eventually(has_begun, TIMEOUT)


def test_a_run_of_300_killed_in_the_middle_is_finished_after_a_restart(
    slatis: Slatis, consoles: ExitStack, tmp_path: Path
) -> None:
    killed = start(consoles, slatis, tmp_path, "--undo-window", "0")
    run_all(killed, slatis)
    eventually(lambda: slatis.confirmed() >= PENDING // 10, TIMEOUT)
    killed.kill()
    killed.wait_exit()
    before = slatis.confirmed()
    assert before < PENDING

    console = start(consoles, slatis, tmp_path, "--undo-window", "0")
    console.wait_for("1 change needs review", TIMEOUT)
    console.press("O", "enter")
    console.wait_for("left by an earlier session")
    left = number_in(r"(\d+) to review", console)
    assert PENDING - before <= left < PENDING
    assert slatis.confirmed() == before, "nothing is sent before somebody says so"
    console.press("tab")
    press_until_gone(console, "enter", "Send again")
    console.wait_for(f"{PENDING}/{PENDING}  {PENDING} done", TIMEOUT)
    console.press("escape")
    console.wait_gone("needs review")
    changes, statuses = slatis.judged()
    assert changes == Counter(slatis.pending), "each exactly once"
    assert statuses == {"SCHEDULED": PENDING}


def test_two_consoles_on_one_journal_never_both_send_a_change(
    slatis: Slatis, consoles: ExitStack, tmp_path: Path
) -> None:
    first = start(consoles, slatis, tmp_path, "--undo-window", "3600")
    second = start(consoles, slatis, tmp_path, "--undo-window", "0")
    plan_all(first)
    press_until_gone(first, "enter", f"Run {PENDING} changes")
    first.wait_for("u recalls")
    plan_all(second)
    press_until_gone(second, "enter", f"Run {PENDING} changes")
    second.wait_for("Already under way in another console", TIMEOUT)
    assert slatis.confirmed() == 0
    first.press("u")
    first.wait_for("nothing was sent")
    run_all(second, slatis)
    second.wait_for(f"{PENDING} done", TIMEOUT)
    changes, _ = slatis.judged()
    assert changes == Counter(slatis.pending)


def test_what_another_client_decides_meanwhile_is_not_overwritten_and_is_told(
    slatis: Slatis, consoles: ExitStack, tmp_path: Path
) -> None:
    console = start(consoles, slatis, tmp_path, "--undo-window", "0")
    run_all(console, slatis)
    for booking_id in slatis.pending[-20:]:
        slatis.client.post(f"/bookings/{booking_id}/cancel")
    console.wait_for("Copy receipt", TIMEOUT)
    done = number_in(rf"{PENDING}/{PENDING}  (\d+) done", console)
    changes, statuses = slatis.judged()
    assert set(changes) == set(slatis.pending)
    assert 0 < done < PENDING
    assert sum(changes.values()) - statuses["CANCELLED"] == done, "what is told as done was done, and nothing else"


def number_in(pattern: str, console: PtyProgram) -> int:
    """The number that the pattern catches on the screen."""
    found = re.search(pattern, console.screen_text())
    assert found is not None, console.screen_text()
    return int(found[1])
