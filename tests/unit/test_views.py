"""The five views: what belongs to each, what is asked for it, and how it is named."""

from datetime import datetime

import pytest

from slatis_tui.domain.models import BookingQuery, BookingRow, Status
from slatis_tui.domain.times import UTC_ZONE, Zone, find_zone
from slatis_tui.domain.views import LAST_WEEK, VIEWS, Filters, Moment, View, ViewKey, find_view
from tests.support.rows import DAY, HOUR, NOON, row

NOW = Moment.at(NOON, UTC_ZONE)


def view(name: str) -> View:
    found = find_view(name)
    assert found is not None
    return found


def belongs(name: str, known: BookingRow, moment: Moment = NOW) -> bool:
    return view(name).rule(moment)(known)


def instant(text: str, zone: Zone) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=zone.info).timestamp())


def test_the_tabs_come_in_their_order_with_their_keys() -> None:
    assert [(one.key, one.title, one.name) for one in VIEWS] == [
        ("1", "Pending", "pending"),
        ("2", "Today", "today"),
        ("3", "Upcoming", "upcoming"),
        ("4", "Needs outcome", "needs-outcome"),
        ("5", "All", "all"),
    ]


@pytest.mark.parametrize("text", ["needs-outcome", "Needs outcome", "NEEDSOUTCOME", " needs - Outcome "])
def test_a_view_is_found_whatever_its_case_spaces_and_hyphens(text: str) -> None:
    assert find_view(text) is view("needs-outcome")


@pytest.mark.parametrize("text", ["", "soon", "alle", "needs_outcome"])
def test_an_unknown_view_is_none(text: str) -> None:
    assert find_view(text) is None


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.DRAFT, {"all"}),
        (Status.PENDING_CONFIRMATION, {"pending", "all"}),
        (Status.SCHEDULED, {"today", "upcoming", "all"}),
        (Status.RESCHEDULED, {"today", "upcoming", "all"}),
        (Status.COMPLETED, {"all"}),
        (Status.CANCELLED, {"all"}),
        (Status.NO_SHOW, {"all"}),
        ("ON_HOLD", {"all"}),
    ],
)
def test_a_booking_later_today_belongs_by_its_status(status: str, expected: set[str]) -> None:
    known = row(status=status, start=NOON + HOUR)
    assert {one.name for one in VIEWS if belongs(one.name, known)} == expected


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (NOON - DAY, {"needs-outcome"}),
        (NOON - HOUR, {"today", "needs-outcome"}),
        (NOON - 30 * 60, {"today"}),  # ends this second
        (NOON - 60, {"today"}),  # goes on
        (NOON, {"today", "upcoming"}),
        (NOON + DAY, {"upcoming"}),
        (None, set()),
    ],
)
def test_an_active_booking_belongs_by_its_time(start: int | None, expected: set[str]) -> None:
    known = row(start=start)
    assert {one.name for one in VIEWS if belongs(one.name, known)} - {"all"} == expected


def test_a_booking_without_an_end_awaits_no_outcome() -> None:
    assert not belongs("needs-outcome", row(start=NOON - DAY)._replace(end=None))


@pytest.mark.parametrize(
    ("zone", "now", "inside", "outside"),
    [
        ("UTC", "2025-11-21T12:00", ["2025-11-21T00:00", "2025-11-21T23:59:59"], ["2025-11-20T23:59:59", "2025-11-22"]),
        ("Pacific/Auckland", "2025-11-21T00:00", ["2025-11-21T00:00", "2025-11-21T23:59"], ["2025-11-20T23:59"]),
        ("America/St_Johns", "2025-11-21T23:59:59", ["2025-11-21T00:00"], ["2025-11-22T00:00"]),
        # 23 hours: 02:00 to 03:00 is left out
        ("Europe/Berlin", "2025-03-30T12:00", ["2025-03-30T00:00", "2025-03-30T23:59"], ["2025-03-31T00:00"]),
        # 25 hours: 02:00 to 03:00 comes twice
        ("Europe/Berlin", "2025-10-26T00:30", ["2025-10-26T00:00", "2025-10-26T23:59"], ["2025-10-27T00:00"]),
        # the day starts at 01:00
        ("America/Asuncion", "2024-10-06T12:00", ["2024-10-06T01:00", "2024-10-06T23:59"], ["2024-10-05T23:59"]),
        # a day that there was not: Samoa went from the 29th to the 31st
        ("Pacific/Apia", "2011-12-31T12:00", ["2011-12-31T00:00"], ["2011-12-29T23:59", "2012-01-01T00:00"]),
    ],
)
def test_today_is_the_day_in_my_zone(zone: str, now: str, inside: list[str], outside: list[str]) -> None:
    mine = find_zone(zone)
    moment = Moment.at(instant(now, mine), mine)
    assert [belongs("today", row(start=instant(text, mine)), moment) for text in inside] == [True] * len(inside)
    assert [belongs("today", row(start=instant(text, mine)), moment) for text in outside] == [False] * len(outside)


def test_active_views_list_rescheduled_before_scheduled() -> None:
    """A booking confirmed in between goes from the first to the second: it is found twice, never not at all."""
    assert [query.status for query in view("upcoming").queries(NOW)] == [Status.RESCHEDULED, Status.SCHEDULED]


def test_a_view_asks_for_a_day_more_than_its_rule_needs() -> None:
    asked = {one.name: one.queries(NOW)[0] for one in VIEWS}
    assert {name: (query.start_date, query.end_date) for name, query in asked.items()} == {
        "pending": (None, None),
        "today": (NOON - 12 * HOUR - DAY, NOON + 12 * HOUR + DAY),
        "upcoming": (NOON - DAY, None),
        "needs-outcome": (None, NOON + DAY),
        "all": (None, None),
    }


@pytest.mark.parametrize("edge", ["start", "end"])
@pytest.mark.parametrize("name", [one.name for one in VIEWS])
def test_no_booking_of_a_view_is_outside_of_what_it_asks_for(name: str, edge: str) -> None:
    """Whichever edge the server tests: bookings of up to a day's length, around every edge of every rule."""
    for start in range(NOON - 2 * DAY, NOON + 2 * DAY, HOUR // 2):
        for minutes in (0, 15, 60, 24 * 60):
            known = row(start=start, minutes=minutes)
            tested = known.start if edge == "start" else known.end
            assert tested is not None
            found = any(
                query.status in ("", known.status)
                and (query.start_date is None or query.start_date <= tested)
                and (query.end_date is None or tested <= query.end_date)
                for query in view(name).queries(NOW)
            )
            assert found or not belongs(name, known)


def test_every_request_asks_for_a_hundred() -> None:
    assert {query.limit for one in VIEWS for query in one.queries(NOW)} == {100}


def test_the_filters_go_with_every_query_of_a_view() -> None:
    filters = Filters(event_type_id="evt_a", assigned_to_id="usr_b", attendee_email="c@example.com")
    assert view("needs-outcome").queries(NOW, filters) == tuple(
        BookingQuery(status, "evt_a", "usr_b", "c@example.com", end_date=NOON + DAY)
        for status in (Status.RESCHEDULED, Status.SCHEDULED)
    )


def test_a_status_filter_leaves_only_its_own_listing() -> None:
    assert [query.status for query in view("upcoming").queries(NOW, Filters(Status.SCHEDULED))] == [Status.SCHEDULED]
    assert [query.status for query in view("all").queries(NOW, Filters(Status.NO_SHOW))] == [Status.NO_SHOW]
    assert view("pending").queries(NOW, Filters(Status.NO_SHOW)) == ()


def test_date_filters_and_the_views_own_dates_both_hold() -> None:
    (query,) = view("all").queries(NOW, Filters(start_date=NOON, end_date=NOON + HOUR))
    assert (query.start_date, query.end_date) == (NOON - DAY, NOON + HOUR + DAY)
    query, _ = view("today").queries(NOW, Filters(start_date=NOON, end_date=NOON + 9 * DAY))
    assert (query.start_date, query.end_date) == (NOON - DAY, NOON + 12 * HOUR + DAY)


def test_filters_are_false_only_when_all_are_empty() -> None:
    assert not Filters()
    assert Filters(end_date=0)


def test_keys_of_equal_filters_are_equal() -> None:
    assert len({ViewKey("all"), ViewKey("all", Filters()), ViewKey("all", Filters("DRAFT"))}) == 2


@pytest.mark.parametrize(
    ("filters", "known"),
    [
        (Filters(status=Status.DRAFT), row(status=Status.DRAFT)),
        (Filters(event_type_id="evt_a"), row(event_type_id="evt_a")),
        (Filters(assigned_to_id="usr_a"), row(assigned_to_id="usr_a")),
        (Filters(attendee_email="ADA@example.com"), row(email="ada@EXAMPLE.com")),
        (Filters(start_date=NOON, end_date=NOON + 1), row(start=NOON)),
    ],
)
def test_a_booking_passes_the_filter_that_it_meets(filters: Filters, known: BookingRow) -> None:
    assert filters.admit(known, listed=True)
    assert filters.admit(known, listed=False)


@pytest.mark.parametrize(
    ("filters", "known"),
    [
        (Filters(status=Status.DRAFT), row(status=Status.SCHEDULED)),
        (Filters(event_type_id="evt_a"), row(event_type_id="evt_b")),
        (Filters(assigned_to_id="usr_a"), row(assigned_to_id="usr_b")),
        (Filters(attendee_email="ada@example.com"), row(email="grace@example.com")),
        (Filters(start_date=NOON), row(start=NOON - 1)),
        (Filters(end_date=NOON), row(start=NOON)),
        (Filters(end_date=NOON), row(start=None)),
    ],
)
def test_a_booking_that_says_otherwise_does_not_pass_even_when_listed(filters: Filters, known: BookingRow) -> None:
    assert not filters.admit(known, listed=True)
    assert not filters.admit(known, listed=False)


@pytest.mark.parametrize(
    "filters",
    [Filters(event_type_id="evt_a"), Filters(assigned_to_id="usr_a"), Filters(attendee_email="ada@example.com")],
)
def test_what_a_booking_does_not_say_is_taken_from_the_servers_filter(filters: Filters) -> None:
    """Only id and status can be relied upon: the server has listed it, so it passes; any other does not."""
    bare = row(event_type_id="", assigned_to_id="", email="")
    assert filters.admit(bare, listed=True)
    assert not filters.admit(bare, listed=False)


@pytest.mark.parametrize(
    ("status", "ended", "belongs_there"),
    [
        (Status.COMPLETED, "2025-11-10T00:00", True),  # the week before that of a Friday, its first moment
        (Status.NO_SHOW, "2025-11-16T23:59", True),
        (Status.SCHEDULED, "2025-11-14T12:00", True),
        (Status.RESCHEDULED, "2025-11-14T12:00", True),
        (Status.CANCELLED, "2025-11-14T12:00", False),
        (Status.PENDING_CONFIRMATION, "2025-11-14T12:00", False),
        (Status.COMPLETED, "2025-11-09T23:59", False),
        (Status.COMPLETED, "2025-11-17T00:00", False),
    ],
)
def test_last_week_is_what_ended_then_and_has_an_outcome_or_lacks_it(
    status: str, ended: str, belongs_there: bool
) -> None:
    known = row(status=status, start=instant(ended, UTC_ZONE) - 30 * 60)
    assert LAST_WEEK.rule(NOW)(known) is belongs_there


def test_what_gets_its_outcome_while_last_week_is_listed_is_not_missed() -> None:
    asked = [query.status for query in LAST_WEEK.queries(NOW)]
    assert asked == [Status.RESCHEDULED, Status.SCHEDULED, Status.COMPLETED, Status.NO_SHOW]
