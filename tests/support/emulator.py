"""A terminal of our own: pyte's screen, with the alternate screen, the modes and the answers of an xterm."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

import pyte
from pyte.screens import Char
from wcwidth import wcwidth

_SPECIAL = re.compile(
    r"\x1b\[(?P<private>[?<>=])(?P<parameters>[\d;]*)(?P<intermediate>\$?)(?P<final>[A-Za-z])"
    r"|\x1b\[(?P<question>[cn56]*[cn])"
    r"|\x1b[P_^X][^\x07\x1b]*(?:\x07|\x1b\\)"
)
_UNFINISHED = re.compile(r"\x1b(?:\[[\x20-\x3f]*|[]P_^X][^\x07\x1b]*\x1b?)?\Z")
_ALTERNATE = 1049
MODES = (7, 25, 1000, 1002, 1003, 1004, 1006, 1015, 1016, 1049, 2004, 2026, 2048)
"""The DEC private modes that are followed."""
_IN_BAND_RESIZE = 2048
_CELL = (8, 16)
"""Width and height of a cell, in pixels."""


class _Screen(pyte.Screen):
    """pyte's stops drawing at a vowel sign (Thai, Devanagari): here it joins the character before it.

    And it knows no halves of wide characters: here the one is blank whose other half was drawn over.
    """

    @property
    def display(self) -> list[str]:
        """What stands on the screen, line by line."""
        return ["".join(self._whole(self.buffer[row])) for row in range(self.lines)]

    def _whole(self, line: Mapping[int, Char]) -> Iterator[str]:
        is_second_half = False
        for column in range(self.columns):
            text = line[column].data
            if is_second_half:
                is_second_half = False
                continue
            is_wide = bool(text) and wcwidth(text[0]) == 2
            is_second_half = is_wide and not line[column + 1].data
            yield text if text and is_wide is is_second_half else " "

    def draw(self, data: str) -> None:
        """Draw the text at the cursor."""
        for is_sign, characters in groupby(data, _is_vowel_sign):
            text = "".join(characters)
            if is_sign:
                self._join(text)
            else:
                super().draw(text)

    def _join(self, signs: str) -> None:
        line, column = self.buffer[self.cursor.y], self.cursor.x - 1
        if column > 0 and not line[column].data:
            column -= 1
        if column >= 0:
            line[column] = line[column]._replace(data=line[column].data + signs)


def _is_vowel_sign(character: str) -> bool:
    return wcwidth(character) == 0 and not unicodedata.combining(character) and unicodedata.category(character) != "Cc"


class Emulator:
    """Draws what a program sends, remembers the modes that it set, answers its questions as a plain xterm does."""

    def __init__(
        self, columns: int, rows: int, answer: Callable[[str], None], supported: frozenset[int] = frozenset()
    ) -> None:
        """`supported`: which of the modes that a program may ask about are known to this terminal."""
        self._answer = answer
        self._supported = supported
        self._main = _Screen(columns, rows)
        self._alternate = _Screen(columns, rows)
        self.screen: pyte.Screen = self._main
        """The one that is shown."""
        self.modes: dict[int | str, bool] = {number: number in (7, 25) for number in MODES}
        """Every followed mode; `kitty` is whether its keyboard protocol is on."""
        self._kitty_depth = 0
        self.modes["kitty"] = False
        self._streams = {id(screen): pyte.Stream(screen) for screen in (self._main, self._alternate)}
        self._unread = ""

    def feed(self, text: str) -> None:
        """Draw it."""
        text = self._unread + text
        unfinished = _UNFINISHED.search(text)
        self._unread = unfinished.group() if unfinished else ""
        text = text[: len(text) - len(self._unread)]
        place = 0
        for found in _SPECIAL.finditer(text):
            self._draw(text[place : found.start()])
            self._obey(found)
            place = found.end()
        self._draw(text[place:])

    def resize(self, columns: int, rows: int) -> None:
        """Another size."""
        self._main.resize(rows, columns)
        self._alternate.resize(rows, columns)
        if self.modes[_IN_BAND_RESIZE]:
            self._report_size()

    def lines(self) -> list[str]:
        """What stands on the screen, the blanks at the ends of lines left out."""
        return [line.rstrip() for line in self.screen.display]

    def _draw(self, text: str) -> None:
        if text:
            self._streams[id(self.screen)].feed(text)

    def _obey(self, found: re.Match[str]) -> None:
        private, final = found["private"], found["final"]
        if found["question"]:
            self._answer_question(found["question"])
        elif private == "?" and final in "hl" and not found["intermediate"]:
            for number in found["parameters"].split(";"):
                self._set(int(number or 0), final == "h")
        elif private == "?" and found["intermediate"] and final == "p":
            known = 2 if int(found["parameters"] or 0) in self._supported else 0
            self._answer(f"\x1b[?{found['parameters']};{known}$y")
        elif private in ("<", ">") and final == "u":
            self._kitty_depth = max(0, self._kitty_depth + (1 if private == ">" else -1))
            self.modes["kitty"] = self._kitty_depth > 0

    def _answer_question(self, question: str) -> None:
        if question == "6n":
            cursor = self.screen.cursor
            self._answer(f"\x1b[{cursor.y + 1};{cursor.x + 1}R")
        elif question == "5n":
            self._answer("\x1b[0n")
        elif question.endswith("c"):
            self._answer("\x1b[?64;1;2;22c")

    def _set(self, number: int, on: bool) -> None:
        if number in self.modes:
            self.modes[number] = on
        if number == _ALTERNATE:
            self.screen = self._alternate if on else self._main
            if on:
                self._alternate.reset()
        elif number in (7, 25):
            self._draw(f"\x1b[?{number}{'h' if on else 'l'}")
        elif number == _IN_BAND_RESIZE and on:
            self._report_size()

    def _report_size(self) -> None:
        rows, columns = self.screen.lines, self.screen.columns
        self._answer(f"\x1b[48;{rows};{columns};{rows * _CELL[1]};{columns * _CELL[0]}t")
