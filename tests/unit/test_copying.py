"""What can be copied of bookings."""

from slatis_tui.domain.times import UTC_ZONE
from slatis_tui.presentation.copying import MOST_BYTES, of_marked, of_one, of_row, row_text, too_long
from tests.support.rows import row


def test_of_one_what_it_says_can_be_copied() -> None:
    whole = [(one.letter, one.title, one.text) for one in of_one(row(), "+34 600", "a row")]
    assert whole == [
        ("i", "Id", "bkg_1"),
        ("e", "E-mail", "ada@example.com"),
        ("p", "Phone", "+34 600"),
        ("r", "Row", "a row"),
    ]
    assert [one.title for one in of_one(row(email=""), "", "a row")] == ["Id", "Row"]


def test_of_all_marked_a_line_each_and_every_e_mail_once() -> None:
    rows = [row("bkg_1"), row("bkg_2"), row("bkg_3", email="")]
    assert [(one.title, one.text) for one in of_marked(rows, ["one", "two", "three"])] == [
        ("3 marked: rows", "one\ntwo\nthree"),
        ("3 marked: ids", "bkg_1\nbkg_2\nbkg_3"),
        ("3 marked: e-mails", "ada@example.com"),
    ]
    assert of_marked([], []) == []


def test_no_two_choices_have_the_same_letter() -> None:
    letters = [one.letter for one in (*of_one(row(), "1", "r"), *of_marked([row()], ["r"]))]
    assert len(letters) == len(set(letters))


def test_a_row_is_one_line_with_its_time_in_full() -> None:
    text = row_text(row(), zone=UTC_ZONE, event_type_name="Intro call", member_name="")
    assert text.split("\t") == [
        "bkg_1",
        "Scheduled",
        "Fri 21 Nov 2025 12:00 UTC",
        "Ada Lovelace",
        "ada@example.com",
        "Intro call",
        "—",
    ]


def test_an_id_that_would_do_harm_is_copied_harmless() -> None:
    texts = [one.text for one in of_one(row("bkg\x1b]52;c;AAAA\x07\n1"), "", "")]
    assert all(text.isprintable() for text in texts)


def test_what_terminals_do_not_take_is_refused() -> None:
    assert too_long("é" * (MOST_BYTES // 2)) == ""
    assert too_long("é" * (MOST_BYTES // 2) + "x") == (
        "Nothing was copied: this is 8001 bytes, and 8000 are the most that terminals take"
    )


def test_of_a_row_of_any_list_its_id_and_its_columns_can_be_copied() -> None:
    found = of_row("evt_1", ["Intro call", "", "30 min"])
    assert [(one.title, one.text) for one in found] == [("Id", "evt_1"), ("Row", "evt_1\tIntro call\t30 min")]
