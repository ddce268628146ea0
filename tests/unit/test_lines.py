"""Labels and values in two columns."""

from slatis_tui.presentation.lines import LABEL_WIDTH, heading, labelled, plain


def test_values_stand_below_each_other() -> None:
    lines = plain(labelled("Id", "bk_1") + labelled("E-mail", "ada@example.org")).splitlines()
    assert lines[0].index("bk_1") == lines[1].index("ada@")


def test_a_long_value_wraps_into_its_own_column() -> None:
    lines = plain(labelled("Answer", "word " * 40, width=60)).splitlines()
    assert len(lines) > 2
    assert all(line.index("word") == lines[0].index("word") for line in lines)
    assert all(len(line.rstrip()) <= 60 for line in lines)


def test_line_breaks_of_a_value_stay() -> None:
    lines = plain(labelled("Notes", "first\n\nthird")).splitlines()
    assert [line.strip() for line in lines] == ["Notes             first", "", "third"]


def test_an_address_is_not_broken_in_two() -> None:
    address = "https://example.org/" + "a" * 100
    assert address in plain(labelled("Link", f"see {address}"))


def test_a_label_too_long_for_its_column_has_a_line_for_itself() -> None:
    label = "How many people will come?"
    assert len(label) > LABEL_WIDTH
    assert plain(labelled(label, "3")).splitlines() == [label, " " * (LABEL_WIDTH + 2) + "3"]


def test_what_the_server_did_not_say_is_a_dash() -> None:
    assert plain(labelled("Phone", "")).endswith("—")


def test_a_heading_is_set_apart() -> None:
    assert plain(heading("Times")) == "\nTimes"
