"""A console that is killed at any moment of a booking: what was typed comes back, and nothing is booked twice."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import httpx
import pytest

from slatis_tui.sandbox.launch import SandboxAddress
from slatis_tui.sandbox.options import SandboxOptions
from tests.support.pty_terminal import PtyProgram
from tests.support.sandbox import running_sandbox
from tests.terminal.conftest import Start

NOW = 1_795_000_000.0
EMAIL = "killed@example.com"


@pytest.fixture
def slow_sandbox() -> Iterator[SandboxAddress]:
    """One that takes a quarter of a second to answer, so that a kill falls before, between and after its answers."""
    with running_sandbox(SandboxOptions(bookings=60, now=NOW, rate=0, latency_ms=250)) as address:
        yield address


def environment(address: SandboxAddress) -> dict[str, str]:
    return {"SLATIS_API_KEY": address.secret_key, "SLATIS_BASE_URL": address.base_url}


def open_form(console: PtyProgram) -> None:
    """A new booking of an event type without fields, once its slots are there."""
    console.press("E")
    console.wait_for("Quick question")
    console.press("slash")
    console.type("Quick\r")
    console.wait_gone("Architecture consultation")
    console.press("a")
    console.wait_for("New booking")
    console.wait_for("UTC")


def booked(address: SandboxAddress) -> int:
    """How many bookings the server has of that attendee."""
    headers = {"Authorization": f"Bearer {address.secret_key}"}
    answer = httpx.get(f"{address.base_url}/bookings", params={"attendee_email": EMAIL}, headers=headers).json()
    return len(answer["bookings"])


def kept(home: Path) -> str:
    return "".join(path.read_text() for path in home.rglob("drafts/*.json"))


def wait_until(console: PtyProgram, seconds: float) -> None:
    """Let the console live on for so long, and read what it says."""
    deadline = monotonic() + seconds
    while (left := deadline - monotonic()) > 0:
        console.read(left)


@pytest.mark.parametrize("seconds", [0.0, 0.15, 0.4])
def test_a_kill_while_typing_leaves_a_draft_that_is_offered_again(
    start_console: Start, slow_sandbox: SandboxAddress, tmp_path: Path, seconds: float
) -> None:
    console = start_console(env=environment(slow_sandbox))
    open_form(console)
    console.press("tab", "tab")
    console.type("Ana Ruiz")
    console.wait_for(lambda _: "Ana Ruiz" in kept(tmp_path))
    console.press("tab")
    console.type(EMAIL)
    wait_until(console, seconds)
    console.kill()
    again = start_console(env=environment(slow_sandbox))
    open_form(again)
    again.wait_for("draft restored")
    again.wait_for("Ana Ruiz")
    assert booked(slow_sandbox) == 0


@pytest.mark.parametrize("seconds", [0.0, 0.15, 0.3])
def test_a_kill_after_the_button_was_pressed_never_books_twice(
    start_console: Start, slow_sandbox: SandboxAddress, tmp_path: Path, seconds: float
) -> None:
    console = start_console(env=environment(slow_sandbox))
    open_form(console)
    console.press("tab", "tab")
    console.type("Ana Ruiz\r" + EMAIL)
    console.press("shift+tab", "shift+tab", "shift+tab", "shift+tab")
    console.wait_for(lambda _: EMAIL in kept(tmp_path))
    console.press("enter")
    wait_until(console, seconds)
    console.kill()
    again = start_console(env=environment(slow_sandbox), ready="Bookings")
    again.wait_for("5 All")
    open_form(again)
    wait_until(again, 1.5)
    if "draft restored" in again.screen_text() and "sending" not in again.screen_text():
        again.press("shift+tab", "enter")
    again.wait_for(lambda _: booked(slow_sandbox) == 1)
    assert booked(slow_sandbox) == 1
