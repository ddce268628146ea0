"""Names made by strangers, on the real console: they are seen, and neither the terminal nor the app obeys them."""

import re
from collections.abc import Iterator

import pytest

from slatis_tui.sandbox.launch import SandboxAddress
from slatis_tui.sandbox.options import SandboxOptions
from tests.sandbox.api import NOW, Api
from tests.support.pty_terminal import PtyProgram
from tests.support.sandbox import running_sandbox
from tests.terminal.conftest import Start

ORDERS = {
    "clipboard": "A\x1b]52;c;ZXZpbA==\x07B",
    "screen": "\x1b[2J\x1b[1;1H\x1b[32mLIVE booking confirmed\x1b[0m",
    "title": "\x1b]0;pwn\x07\x1b[21t\x1b]10;?\x07",
    "link": "\x1b]8;;https://evil.example/\x1b\\Ada\x1b]8;;\x1b\\",
    "c1": "\x9b2J\x9d0;t\x9c\x90+q544e\x9c\x9fX\x9c",
    "questions": '\x1b[c\x1b[6n\x1b[>q\x1bP$q"p\x1b\\',
    "modes": "\x1b[?1049l\x1b[?1003h\x1b[?2004l\x1b[?25h\x1bc",
    "overwrite": "Mallory\r\x1b[KAda\x08\x08\x7f\x0b\x0c\x0e\x0f\x1e!",
    "order": "invoice\u202efdp.exe\u2066\u2067",
    "lines": "a\nb\r\nc\td\u2028e\u2029f\x85g\x1ch",
}
MARKUP = {
    "closing": "[/] Ada [/bold] [b]x[/c]",
    "action": "[@click=app.quit]Ada[/]",
    "open": "[red on Ada [0] \\[b]",
}
OBEYED = [b"\x1b]52", b"\x1b]0;", b"\x1b]8;", b"\x1b]10", b"\x1b[21t", b"\x1b[2J", b"\x1bc", b"\x1b[6n", b"\x1b[c"]
OBEYED += [b"\x1b[>q", b"\x1bP", "\x9b".encode(), "\x9d".encode(), "\u202e".encode(), "\u2066".encode(), b"\x07"]
OBEYED += [b"\x0b", b"\x0c", b"\x0e", b"\x08", "\u2028".encode(), "\x85".encode()]


@pytest.fixture(scope="module")
def address() -> Iterator[SandboxAddress]:
    """A sandbox in which strangers have booked."""
    with running_sandbox(SandboxOptions(bookings=0, now=NOW, rate=0)) as address:
        api = Api(address)
        with api.http:
            for hour, name in enumerate([*ORDERS.values(), *MARKUP.values()]):
                attendee = {"name": name, "email": f"stranger{hour}@example.com"}
                booked = api.book(f"2026-05-{5 + hour // 5:02}T{10 + hour % 5:02}:00:00Z", attendee=attendee)
                assert booked["attendee"]["name"] == name
        yield address


@pytest.fixture
def console(address: SandboxAddress, start_console: Start) -> PtyProgram:
    """The console on that sandbox, with every booking on the screen."""
    environ = {"SLATIS_BASE_URL": address.base_url, "SLATIS_API_KEY": address.secret_key}
    everything = f"{len(ORDERS) + len(MARKUP)} of {len(ORDERS) + len(MARKUP)}"
    return start_console("--view", "all", "--undo-window", "600", ready=everything, env=environ, size=(240, 40))


def assert_nothing_was_obeyed(console: PtyProgram) -> None:
    console.wait_quiet()
    written = re.sub(rb"\x1b\]22;[a-z-]*\x07", b"", console.raw)  # Textual's own: the pointer's shape
    assert [order for order in OBEYED if order in written] == []
    assert console.modes()[1049]
    assert console.modes()[2004]


def test_the_list_shows_them_all_and_obeys_none(console: PtyProgram) -> None:
    for number in range(len(ORDERS) + len(MARKUP)):
        console.wait_for(f"stranger{number}@example.com")
    assert_nothing_was_obeyed(console)


def test_what_looks_like_markup_stands_as_it_is(console: PtyProgram) -> None:
    for name in MARKUP.values():
        console.wait_for(name[:18])


def test_booking_raw_answer_and_dialog_obey_none_of_them(console: PtyProgram) -> None:
    console.press("enter")
    for number in range(len(ORDERS) + len(MARKUP)):
        console.wait_for(re.compile(rf"E-mail +stranger{number}@"))
        console.press("right")
        console.wait_for('"attendee"')
        console.press("x")
        console.wait_for("Reason")
        console.press("escape", "left", "right_square_bracket")
    assert_nothing_was_obeyed(console)


def test_the_key_is_never_shown(console: PtyProgram, address: SandboxAddress) -> None:
    console.press("enter", "right", "q", "question_mark", "escape", "q")
    assert console.wait_exit() == 0
    assert address.secret_key.encode() not in console.raw
