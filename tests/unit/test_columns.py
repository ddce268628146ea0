"""Which columns a width shows, and how wide each becomes."""

from slatis_tui.presentation.columns import Column, Fit, fit

COLUMNS = (
    Column("mark", "", 1, 1, 0, gap=1),
    Column("status", "Status", 11, 13, 1, essential=True),
    Column("when", "When", 12, 20, 2, max_width=27, essential=True),
    Column("relative", "", 10, 10, 5),
    Column("attendee", "Attendee", 14, 24, 3, flexible=True, max_width=30, essential=True),
    Column("event type", "Event type", 12, 24, 4, flexible=True, max_width=30),
    Column("assignee", "Assignee", 10, 10, 6),
)


def widths(found: Fit) -> dict[str, int]:
    return {column.name: width for column, width in found}


def total(found: Fit) -> int:
    return sum(width + column.gap for column, width in found) - found[-1][0].gap


def test_columns_leave_by_priority_alone() -> None:
    """From a wide screen to a narrow one, each step takes the least important column that is left."""
    seen: list[str] = []
    for width in range(160, 0, -1):
        names = {column.name for column, _ in fit(COLUMNS, width)}
        seen += [column.name for column in COLUMNS if column.name not in names and column.name not in seen]
    assert seen == ["assignee", "relative", "event type", "attendee", "when", "status"]


def test_columns_stand_in_the_order_given_whatever_their_priority() -> None:
    assert [column.name for column, _ in fit(COLUMNS, 200)] == [column.name for column in COLUMNS]


def test_no_width_is_ever_exceeded() -> None:
    for width in range(16, 250):
        assert total(fit(COLUMNS, width)) <= width


def test_a_column_of_priority_zero_always_stays() -> None:
    assert widths(fit(COLUMNS, 0)) == {"mark": 1}


def test_a_flexible_column_is_never_under_its_minimum() -> None:
    for width in range(10, 250):
        found = widths(fit(COLUMNS, width))
        assert found.get("attendee", 14) >= 14
        assert found.get("event type", 12) >= 12


def test_spare_width_goes_to_the_flexible_columns_up_to_their_bound() -> None:
    found = widths(fit(COLUMNS, 250))
    assert (found["attendee"], found["event type"]) == (30, 30)
    assert (found["status"], found["when"]) == (13, 20)


def test_all_spare_width_is_used_while_a_flexible_column_can_grow() -> None:
    for width in range(95, 125):
        assert total(fit(COLUMNS, width)) == width


def test_a_measured_column_follows_what_was_seen_up_to_its_bound() -> None:
    assert widths(fit(COLUMNS, 150, {"when": 8}))["when"] == 20
    assert widths(fit(COLUMNS, 150, {"when": 25}))["when"] == 25
    assert widths(fit(COLUMNS, 150, {"when": 99}))["when"] == 27


def test_a_wider_measured_column_rather_takes_a_lesser_column_than_its_own_end() -> None:
    """A time without its zone would mislead; a column that is gone does not."""
    narrow = next(width for width in range(200) if "relative" in widths(fit(COLUMNS, width)))
    found = widths(fit(COLUMNS, narrow, {"when": 27}))
    assert found["when"] == 27
    assert "relative" not in found


def test_essential_columns_are_squeezed_before_one_of_them_leaves() -> None:
    found = widths(fit(COLUMNS, 48, {"when": 27}))
    assert list(found) == ["mark", "status", "when", "attendee"]
    assert found["when"] < 20
    assert found["attendee"] >= 14


def test_no_columns_fit_nothing() -> None:
    assert fit((), 80) == []
