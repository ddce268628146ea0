"""Keys and pastes through a real terminal: what was pressed is what is read, and a paste presses nothing."""

import pytest

from tests.support.pty_terminal import PtyProgram
from tests.terminal.conftest import Start

END = "\x1b[201~"


def said(program: PtyProgram) -> list[str]:
    """What the small app has noted, once `z` has come through."""
    program.press("z")
    program.wait_for("key:z")
    return [line.strip() for line in program.screen_text().splitlines() if ":" in line][:-1]


def test_escape_and_alt_with_a_key_are_told_apart(start_small: Start) -> None:
    program = start_small()
    program.press("escape")
    program.wait_for("key:escape")
    program.press("x", "alt+x", "up", "escape")
    program.wait_for(lambda one: one.screen_text().count("key:escape") == 2)
    assert said(program) == ["key:escape", "key:x", "key:alt+x", "key:up", "key:escape"]


def test_escape_is_escape_also_where_its_delay_is_long(start_small: Start) -> None:
    program = start_small(env={"ESCDELAY": "300"})
    program.press("escape")
    program.wait_for("key:escape")
    program.send("\x1bx")
    assert said(program) == ["key:escape", "key:alt+x"]


@pytest.mark.parametrize(
    "text",
    [
        "hello \x1b[31mcy",
        "hello \x1b]0;cy\x07cy",
        "hello \x1bOPcy",
        f"Ada{END}cy\r",
        f"Ada{END}cy\r{END}\x1b[A",
        "cy\r",
        "\x1b",
    ],
)
def test_a_paste_presses_no_key(text: str, start_small: Start) -> None:
    program = start_small()
    program.paste(text)
    assert all(line.startswith("paste:") for line in said(program))


def test_a_long_paste_that_holds_its_own_end_presses_no_key(start_small: Start) -> None:
    program = start_small()
    program.paste(f"Ada{END}" + "cy" * 20_000)
    assert len(said(program)) == 1


def test_a_paste_lands_in_the_input_that_has_the_focus(start_small: Start) -> None:
    program = start_small("input")
    program.paste("Ada \x1b[31mLovelace")
    program.wait_for("Ada [31mLovelace")


@pytest.mark.parametrize("sequence", ["\x1b[31m", "\x1b]10;rgb:00/00/00\x1b\\", "\x1bP1$r0m\x1b\\", "\x1b[?64;1;2c"])
def test_an_answer_of_the_terminal_presses_no_key(sequence: str, start_small: Start) -> None:
    program = start_small()
    program.send(sequence)
    assert said(program) == []


def test_bytes_that_are_no_text_do_not_end_the_program(start_small: Start) -> None:
    program = start_small()
    program.send(b"\xff\xfe\xc3")
    program.send("a")
    program.wait_for("key:a")


def test_letters_of_other_scripts_are_read_whole(start_small: Start) -> None:
    program = start_small("input")
    program.type("Zoë 李")
    program.wait_for("Zoë 李")


@pytest.mark.parametrize("separator", ["\t", "\r"], ids=["tab", "enter"])
def test_fields_typed_ahead_are_filled_as_if_typed_one_by_one(separator: str, start_small: Start) -> None:
    program = start_small("input", "input", "input")
    program.send(separator.join(["Ada", "Lovelace", "London"]))
    program.wait_for("London")
    shown = [word for word in ("Ada", "Lovelace", "London") for line in program.screen_text().split() if line == word]
    assert shown == ["Ada", "Lovelace", "London"]


def test_what_is_typed_ahead_for_a_dialog_lands_in_the_dialog(start_small: Start) -> None:
    program = start_small("input")
    program.send("Ada" + "\x1bOP" + "London" + "\x1b[15~" + " Lovelace" + "\x1bOP" + "Paris")
    program.wait_for("Paris")
    assert "Question" in program.screen_text()
    assert "London" not in program.screen_text()
    program.press("f5")
    program.wait_for("Ada Lovelace")


def test_a_paste_keeps_its_place_between_keys(start_small: Start) -> None:
    program = start_small("input", "input")
    program.send("Ada\t\x1b[200~Love\x1b[201~lace")
    program.wait_for("Lovelace")
    program.row_with("Ada")
