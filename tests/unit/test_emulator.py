"""The terminal that the tests look through draws what a real one draws."""

import unicodedata

import pytest

from tests.support.emulator import Emulator


class Terminal:
    def __init__(self, supported: frozenset[int] = frozenset()) -> None:
        self.answers: list[str] = []
        self.emulator = Emulator(20, 3, self.answers.append, supported)

    def lines(self, *parts: str) -> list[str]:
        for part in parts:
            self.emulator.feed(part)
        return self.emulator.lines()


@pytest.mark.parametrize("text", ["Zoë", "Zoe\u0308", "李 小龙", "มาลี วงศ์", "प्रिया शर्मा", "דוד כהן", "a\u200bb"])
def test_names_of_any_script_stand_whole(text: str) -> None:
    assert unicodedata.normalize("NFC", Terminal().lines(text)[0]) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(("column", "expected"), [(1, "ax 李"), (2, "a x李"), (3, "a李x"), (4, "a李 x")])
def test_half_a_wide_character_is_blank(column: int, expected: str) -> None:
    assert Terminal().lines("a李李", f"\x1b[1;{column + 1}Hx")[0] == expected


def test_the_alternate_screen_comes_and_goes() -> None:
    terminal = Terminal()
    assert terminal.lines("shell$", "\x1b[?1049h\x1b[Happ")[0] == "app"
    assert terminal.lines("\x1b[?1049l")[0] == "shell$"


@pytest.mark.parametrize("place", range(1, 12))
def test_a_sequence_may_come_in_parts(place: int) -> None:
    text = "a\x1b[?2048$pb\x1b[<uc"
    terminal = Terminal()
    assert terminal.lines(text[:place], text[place:])[0] == "abc"
    assert terminal.answers == ["\x1b[?2048;0$y"]


def test_modes_are_followed() -> None:
    terminal = Terminal()
    terminal.lines("\x1b[?1000;1006h\x1b[>25u\x1b[?25l")
    on = {mode for mode, is_on in terminal.emulator.modes.items() if is_on}
    assert on == {7, 1000, 1006, "kitty"}


def test_questions_are_answered() -> None:
    terminal = Terminal(frozenset({2048}))
    terminal.lines("ab\x1b[6n\x1b[c\x1b[5n\x1b[?2026$p\x1b[?2048$p\x1b[?2048h")
    assert terminal.answers == [
        "\x1b[1;3R",
        "\x1b[?64;1;2;22c",
        "\x1b[0n",
        "\x1b[?2026;0$y",
        "\x1b[?2048;2$y",
        "\x1b[48;3;20;48;160t",
    ]
