"""The columns that the operator chose."""

from slatis_tui.presentation.booking_cells import BOOKING_COLUMNS
from slatis_tui.presentation.chosen_columns import ChosenColumns
from slatis_tui.presentation.columns import Cell

CELLS = [Cell(column.name) for column in BOOKING_COLUMNS]


def texts(chosen: ChosenColumns) -> list[str]:
    return [cell.text for cell in chosen.arranged(CELLS, {"company": "Acme", "topic": ""}.__getitem__)]


def test_without_a_choice_all_columns_stand_as_they_are() -> None:
    assert ChosenColumns.of(()).columns == BOOKING_COLUMNS
    assert texts(ChosenColumns.of(())) == [column.name for column in BOOKING_COLUMNS]


def test_chosen_ones_stand_in_their_order_behind_the_mark_and_custom_fields_among_them() -> None:
    chosen = ChosenColumns.of(["e-mail", "company", "event type", "topic", "when"])
    assert [column.name for column in chosen.columns] == [
        "mark", "email", "answer:company", "event-type", "answer:topic", "when",
    ]  # fmt: skip
    assert texts(chosen) == ["mark", "email", "Acme", "event-type", "—", "when"]
    assert chosen.columns[2].title == "company"
