"""The team as text: bars that read without colour, and who is free at a time."""

from datetime import date

import pytest

from slatis_tui.domain.models import Member
from slatis_tui.domain.team import DayLoad, Load, MemberDay, MemberLoad
from slatis_tui.domain.team_days import busy_at, week_of
from slatis_tui.domain.times import find_zone
from slatis_tui.presentation.lines import plain
from slatis_tui.presentation.team_text import (
    at_text,
    bar,
    member_identity,
    member_lines,
    member_search,
    team_cells,
    team_columns,
    week_lines,
)
from slatis_tui.presentation.team_week import bar_width, week_cells, week_columns
from tests.support.rows import row

UTC = find_zone("UTC")
ADA = Member("mem_1", "Ada", "ada@x.example", "Lead", ("Chess", "de"), True, "team_1", "Success")


@pytest.mark.parametrize(
    ("load", "text"),
    [
        (Load(0, 8), "·········· 0 %"),
        (Load(1, 100), "█········· 1 %"),
        (Load(4, 8), "█████····· 50 %"),
        (Load(99, 100), "█████████· 99 %"),
        (Load(10, 8), "██████████ 125 %"),
        (Load(None, None, 40.0), "████······ 40 %"),
        (Load(), "—"),
        (None, "—"),
    ],
)
def test_a_bar_has_its_figure_beside_it(load: Load | None, text: str) -> None:
    assert bar(load) == text


def test_a_row_has_a_cell_for_each_column_with_and_without_a_time() -> None:
    day = MemberDay(ADA, True, 1_795_005_000, 3, 8)
    for at in (None, "free"):
        cells = team_cells(ADA, day, at, MemberLoad(ADA, Load(4, 8)), zone=UTC, now=1_795_000_000.0)
        assert len(cells) == len(team_columns(with_time=at is not None))
    texts = [cell.text for cell in cells]
    assert texts[:5] == ["Ada", "● free", "free", "3 of 8", "Wed 18 Nov 12:30 UTC"]


def test_what_is_not_known_is_a_dash() -> None:
    texts = [cell.text for cell in team_cells(ADA, None, None, None, zone=UTC, now=0.0)]
    assert texts[1:5] == ["—", "—", "—", "—"]


def test_a_member_is_found_by_name_skill_and_team() -> None:
    assert all(text in member_search(ADA) for text in ("ada", "chess", "success", "lead", "mem_1"))


def test_who_is_booked_at_a_time_is_named_and_who_is_not_is_free() -> None:
    booked = row("b1", status="SCHEDULED", start=1_000, minutes=30, name="Grace", assigned_to_id="mem_1")
    cancelled = row("b2", status="CANCELLED", start=1_000, minutes=30, assigned_to_id="mem_1")
    over = row("b3", status="SCHEDULED", start=100, minutes=15, assigned_to_id="mem_1")
    busy = busy_at([booked, cancelled, over], 1_000)
    assert {member: [one.id for one in rows] for member, rows in busy.items()} == {"mem_1": ["b1"]}
    assert at_text(busy["mem_1"], None, UTC) == "booked 00:16–00:46 Grace"
    assert at_text([], MemberDay(ADA, False), UTC) == "not free that day"
    assert at_text([], MemberDay(ADA, True), UTC) == "free"


def test_weeks_start_on_monday() -> None:
    assert week_of(date(2026, 11, 22)) == (date(2026, 11, 16), date(2026, 11, 22))
    assert week_of(date(2026, 11, 23)) == (date(2026, 11, 23), date(2026, 11, 29))


def test_a_week_is_a_line_for_each_day_whatever_the_server_calls_it() -> None:
    timeline = [DayLoad("2026-11-16", Load(2, None, None, 6)), DayLoad("week 47\x1b", Load())]
    text = plain(week_lines(timeline, Load(2, None, None, 6), title="Week of Mon 16 Nov"))
    assert "Week of Mon 16 Nov: 25 % of what is possible is taken" in text
    assert "Mon 16 Nov  █████··············· 25 %" in text
    assert "2 booked, 6 free" in text
    assert "\x1b" not in text


def test_a_member_is_told_whole() -> None:
    load = MemberLoad(ADA, Load(4, 8), 40.0, 2.5)
    day = MemberDay(ADA, False, None, 8, 8)
    lines = member_lines(ADA, day, load, on=date(2026, 11, 18), zone=UTC, now=0.0, width=76)
    text = plain([*lines, *member_identity(ADA, width=76)])
    assert all(words in text for words in ("Success", "Chess, de", "× not free", "8 of 8", "4 of 8", "2.5 h of 40 h"))


def test_a_members_week_is_a_bar_for_each_day_that_reads_without_colour() -> None:
    def on(booked: int | None, *, free: bool) -> dict[str, MemberDay]:
        return {"mem_1": MemberDay(ADA, free, None, booked, 8)}

    days = [on(0, free=False), on(1, free=True), on(7, free=True), on(9, free=False), on(0, free=False), None, {}]
    cells = week_cells(ADA, days, first_with_room=1, bar=4)
    texts = [cell.text for cell in cells]
    assert texts == ["Ada", "····  0", "█···  1", "███·  7", "████  9×", "       ×", "—", "—"]
    columns = week_columns(date(2026, 11, 16), date(2026, 11, 18), 4)
    assert [column.title for column in columns][:4] == ["Member", "Mon 16", "Tue 17", "▸Wed 18"]
    assert len(columns) == len(cells)


@pytest.mark.parametrize(("width", "bar_cells"), [(60, 4), (80, 4), (120, 8), (200, 10)])
def test_the_bars_of_a_day_take_the_room_there_is(width: int, bar_cells: int) -> None:
    assert bar_width(width) == bar_cells
