"""What a terminal sends is cut into whole pieces before anybody asks what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slatis_tui.terminal.tokens import next_token, patience


def cut(text: str) -> list[str]:
    pieces: list[str] = []
    while text:
        token = next_token(text)
        if token is None:
            return [*pieces, f"waits:{text}"]
        pieces.append(token)
        text = text[len(token) :]
    return pieces


@pytest.mark.parametrize(
    ("sent", "pieces"),
    [
        ("abc", ["abc"]),
        ("a\x1b[Ab", ["a", "\x1b[A", "b"]),
        ("\x1b", ["waits:\x1b"]),
        ("\x1b\x1b", ["\x1b", "waits:\x1b"]),
        ("\x1bx", ["\x1bx"]),
        ("\x1b[", ["waits:\x1b["]),
        ("\x1b[1;5A", ["\x1b[1;5A"]),
        ("\x1b[1;5", ["waits:\x1b[1;5"]),
        ("\x1b[31mc", ["\x1b[31m", "c"]),
        ("\x1bOPx", ["\x1bOP", "x"]),
        ("\x1b[[Ax", ["\x1b[[A", "x"]),
        ("\x1b[7$x", ["\x1b[7$", "x"]),
        ("\x1b[?2026;0$yx", ["\x1b[?2026;0$y", "x"]),
        ("\x1b[M !!x", ["\x1b[M !!", "x"]),
        ("\x1b[<0;3;4Mx", ["\x1b[<0;3;4M", "x"]),
        ("\x1b]0;cy\x07x", ["\x1b]0;cy\x07", "x"]),
        ("\x1b]0;cy\x1b\\x", ["\x1b]0;cy\x1b\\", "x"]),
        ("\x1b]0;c\x1b[A", ["\x1b]0;c", "\x1b[A"]),
        ("\x1bP1$r0m\x1b\\x", ["\x1bP1$r0m\x1b\\", "x"]),
        ("\x1b[3\x01x", ["\x1b[3", "\x01x"]),
        ("\x1b[3\x1b[Ax", ["\x1b[3", "\x1b[A", "x"]),
        ("\x1b[\x1bx", ["\x1b[", "\x1bx"]),
    ],
)
def test_a_stream_is_cut_where_the_pieces_end(sent: str, pieces: list[str]) -> None:
    assert cut(sent) == pieces


@pytest.mark.parametrize("part", ["\x1b", "\x1b[", "\x1b]0;half", "\x1b[1;", "\x1bO"])
def test_what_is_overdue_counts_as_a_piece(part: str) -> None:
    assert next_token(part, overdue=True) == part


def test_the_escape_key_waits_the_shortest() -> None:
    assert patience("\x1b", 0.025) == 0.025
    assert patience("\x1b[", 0.025) == 0.1
    assert patience("\x1b[1;", 0.025) == 0.5
    assert patience("\x1b[", 0.8) == 0.8


@given(st.text(alphabet="\x1b[]OPMcy1;<~$m\x07\\ \x01é", max_size=60))
def test_every_character_is_in_one_piece_and_only_the_end_can_wait(sent: str) -> None:
    pieces = cut(sent)
    assert "".join(pieces).replace("waits:", "") == sent
    assert all(pieces)
