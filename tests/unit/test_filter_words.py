"""The server's filters in words."""

import pytest

from slatis_tui.domain.times import UTC_ZONE
from slatis_tui.domain.views import Filters
from slatis_tui.presentation.filter_words import STATUSES, NotFound, chip_texts, name_of, named, without_last
from tests.support.rows import DAY, HOUR, NOON

MEMBERS = (("usr_1", "Ana Ruiz"), ("usr_2", "Ana-Maria Sol"), ("usr_3", "Bo Li"), ("usr_4", "Bo Li"))
MIDNIGHT = NOON - 12 * HOUR
ALL = Filters("NO_SHOW", "evt_1", "usr_1", "ana@example.com", MIDNIGHT, MIDNIGHT + 2 * DAY, "today", "tomorrow")


def chips(filters: Filters) -> list[str]:
    return chip_texts(filters, UTC_ZONE, lambda known: f"Type {known}", lambda known: f"Member {known}")


def test_every_filter_has_its_chip() -> None:
    assert chips(ALL) == [
        "status: No-show", "event type: Type evt_1", "assignee: Member usr_1", "e-mail: ana@example.com",
        "from Fri 21 Nov 2025", "until Sat 22 Nov 2025",
    ]  # fmt: skip
    assert chips(Filters()) == []


def test_a_time_of_day_is_told_with_its_zone() -> None:
    assert chips(Filters(start_date=NOON)) == ["from Fri 21 Nov 2025 12:00 UTC"]


def test_chips_go_one_by_one_from_the_last_on() -> None:
    filters, left = ALL, []
    while filters:
        filters = without_last(filters)
        left.append(len(chips(filters)))
    assert left == [5, 4, 3, 2, 1, 0]
    assert filters == Filters()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ""),
        ("pending", "PENDING_CONFIRMATION"),
        ("PENDING_CONFIRMATION", "PENDING_CONFIRMATION"),
        ("No show", "NO_SHOW"),
        ("sched", "SCHEDULED"),
        ("resch", "RESCHEDULED"),
        ("celled", "CANCELLED"),
    ],
)
def test_a_status_is_found_by_word_name_or_what_only_one_has(typed: str, expected: str) -> None:
    assert named(typed, STATUSES, "status") == expected


@pytest.mark.parametrize(
    ("typed", "expected"), [("ana ruiz", "usr_1"), ("anamaria", "usr_2"), ("usr_4", "usr_4"), ("sol", "usr_2")]
)
def test_a_member_is_found_by_name_or_id(typed: str, expected: str) -> None:
    assert named(typed, MEMBERS, "member") == expected


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ana", "More than one member is called so: Ana Ruiz, Ana-Maria Sol"),
        ("bo li", r"More than one member is called so: Bo Li \(usr_3\), Bo Li \(usr_4\)"),
        ("zoe", "No member is called so; there are: Ana Ruiz"),
    ],
)
def test_what_is_not_clear_is_told_with_what_there_is(typed: str, told: str) -> None:
    with pytest.raises(NotFound, match=told):
        named(typed, MEMBERS, "member")


def test_where_nothing_is_known_an_id_is_taken_as_typed() -> None:
    assert named(" usr_9 ", (), "member") == "usr_9"


def test_the_name_of_an_id_can_be_typed_back() -> None:
    assert name_of("NO_SHOW", STATUSES) == "No-show"
    assert name_of("ON_HOLD", STATUSES) == "ON_HOLD"
