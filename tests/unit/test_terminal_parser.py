"""From what a terminal sends to events: unknown sequences type nothing, a paste is one event."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.message import Message

from slatis_tui.terminal.parser import TerminalParser, escape_delay
from slatis_tui.terminal.paste import MOST_BYTES, clean_paste

START, END = "\x1b[200~", "\x1b[201~"


class Console:
    """A parser with a clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 0.0
        self.parser = TerminalParser(clock=lambda: self.now)

    def send(self, *parts: str) -> list[str]:
        """What these parts mean when they come one right after the other, and nothing after them."""
        seen: list[str] = []
        for part in parts:
            seen += described(self.parser.feed(part))
        while self.parser.wait is not None:
            self.now += self.parser.wait
            seen += described(self.parser.tick())
        return seen


def described(messages: Iterable[Message]) -> list[str]:
    return [_described(message) for message in messages]


def _described(message: Message) -> str:
    match message:
        case events.Key():
            return message.key
        case events.Paste():
            return f"paste:{message.text}"
        case _:
            return type(message).__name__


def test_text_is_keys() -> None:
    assert Console().send("cy \r\t") == ["c", "y", "space", "enter", "tab"]


def test_every_sequence_that_textual_knows_means_what_it_does_to_textual() -> None:
    sequences = [key for key in ANSI_SEQUENCES_KEYS if len(key) > 1 and key != "\x1b\x1b"]
    assert len(sequences) > 300
    for sequence in sequences:
        assert Console().send(sequence) == described(XTermParser().feed(sequence)), repr(sequence)


@pytest.mark.parametrize(
    "sequence",
    ["\x1b[97;5u", "\x1b[97;;97u", "\x1b[I", "\x1b[O", "\x1b[<0;3;4M", "\x1b[?2026;2$y", "\x1b[48;24;80;480;800t"],
)
def test_reports_of_the_terminal_are_read_as_textual_reads_them(sequence: str) -> None:
    assert Console().send(sequence) == described(XTermParser().feed(sequence)) != []


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("\x1b", ["escape"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1bx", ["alt+x"]),
        ("\x1bX", ["alt+shift+x"]),
        ("\x1b[", ["alt+left_square_bracket"]),
        ("\x1bO", ["alt+shift+o"]),
        ("\x1b\r", ["alt+enter"]),
        ("\x1b\x1b[A", ["escape", "up"]),
        ("\x1b[Ax", ["up", "x"]),
    ],
)
def test_escape_and_alt_with_a_key_are_told_apart(sent: str, keys: list[str]) -> None:
    assert Console().send(sent) == keys


def test_escape_then_a_letter_after_its_delay_are_two_keys() -> None:
    console = Console()
    assert console.send("\x1b") + console.send("x") == ["escape", "x"]


@pytest.mark.parametrize(
    "sequence",
    [
        "\x1b[31m",
        "\x1b[99z",
        "\x1b]0;cy\x07",
        "\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b_cy\x1b\\",
        "\x1b[?64;1;2c",
        "\x1b[" + "1;" * 40 + "c",
        "\x1b[1;2",
        "\x1b]52;c;never ends",
        END,
    ],
)
def test_what_nobody_knows_types_nothing_and_the_next_key_works(sequence: str) -> None:
    console = Console()
    assert console.send(sequence) == []
    assert console.send("x") == ["x"]


HOSTILE = [
    "hello \x1b[31mcy",
    "hello \x1b]0;cy\x07cy",
    "hello \x1bOPcy",
    "hello \x1b",
    "hello \x1b[",
    f"Ada{END}cy\r",
    f"Ada{END}cy\r{END}\x1b[Ax",
    f"{END}c",
    f"a{START}b",
    "cy\r\x00\x03\x04",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_paste_is_one_event_whatever_it_holds(text: str) -> None:
    (seen,) = Console().send(START + text + END)
    assert seen.startswith("paste:")
    assert seen == f"paste:{clean_paste(text.replace(START, '').replace(END, ''))}"


@pytest.mark.parametrize("text", HOSTILE)
def test_it_is_so_however_it_is_cut_into_reads(text: str) -> None:
    whole = START + text + END
    once = Console().send(whole)
    for place in range(1, len(whole)):
        assert Console().send(whole[:place], whole[place:]) == once, place
    assert Console().send(*whole) == once


def test_keys_after_a_paste_are_keys_in_their_order() -> None:
    assert Console().send(f"a{START}b{END}\rx\x1b[A") == ["a", "paste:b", "enter", "x", "up"]


def test_two_pastes_in_a_row_are_never_keys() -> None:
    console = Console()
    assert console.send(f"{START}a{END}") + console.send(f"{START}b{END}") == ["paste:a", "paste:b"]


def test_an_empty_paste_is_nothing() -> None:
    assert Console().send(START + END + "x") == ["x"]


def test_a_paste_that_never_ends_gives_the_keyboard_back() -> None:
    console = Console()
    assert console.send(f"{START}Ada") == ["paste:Ada"]
    assert console.send("x") == ["x"]


def test_a_huge_paste_is_cut_and_its_end_still_found() -> None:
    console = Console()
    text = "x" * 4096
    (seen,) = console.send(START, *[text] * 100, END)
    assert len(seen) == len("paste:") + MOST_BYTES
    assert console.send("y") == ["y"]


@given(st.text(alphabet="\x1b[]O0123456789;~Pcy\r\n\té\x9b\x07\x00", max_size=80))
def test_no_paste_ever_presses_a_key(text: str) -> None:
    assert all(seen.startswith("paste:") for seen in Console().send(START + text + END))


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("a\r\nb\rc\nd\te", "a\nb\nc\nd\te"),
        ("A\x1b[31m\x00\x7f\x9b2J\x85B", "A[31m2JB"),
        ("é" * MOST_BYTES, "é" * (MOST_BYTES // 2)),
        ("a" + "é" * MOST_BYTES, "a" + "é" * (MOST_BYTES // 2 - 1)),
    ],
)
def test_a_pasted_text_loses_its_control_characters_and_its_excess(pasted: str, kept: str) -> None:
    assert clean_paste(pasted) == kept


@pytest.mark.parametrize(
    ("given_delay", "seconds"), [("", 0.025), ("50", 0.05), ("0", 0.001), ("99999", 1.0), ("-5", 0.025), ("x", 0.025)]
)
def test_the_escape_delay_is_the_users(given_delay: str, seconds: float) -> None:
    assert escape_delay({"ESCDELAY": given_delay}) == seconds
