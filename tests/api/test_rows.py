"""Bookings as odd as a server can send them: each is a row, and nothing raises."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slatis_tui.api._pages import KeptAnswer, read_page
from slatis_tui.domain.models import Booking, BookingPage, BookingQuery, BookingRow, Status
from tests.api.fakes import Server, booking, client_of, page, said
from tests.api.pointers import ODD, altered, pointers


def listed(*items: Any, **rest: Any) -> BookingPage:
    """A page of these items, as the client reads it."""
    document = page(*items) | rest
    return read_page(json.dumps(document).encode(), document["bookings"], document["pagination"], None)


def row_of(item: Any) -> BookingRow:
    """The row of that item alone."""
    return listed(item).rows[0]


def test_a_whole_booking_is_read_whole() -> None:
    row = row_of(booking())
    assert row[:11] == (
        "bkg_01xyz",
        "SCHEDULED",
        1_777_644_000,
        1_777_645_800,
        "Jane Smith",
        "jane@example.com",
        "America/New_York",
        "evt_01abc",
        "mem_01",
        "jane smith\njane@example.com\nbkg_01xyz\nacme corp\nproduct demo",
        "",
    )


def test_id_and_status_are_enough() -> None:
    row = row_of({"id": "bkg_1", "status": "SCHEDULED"})
    assert row[:11] == ("bkg_1", "SCHEDULED", None, None, "", "", "", "", "", "bkg_1", "")
    whole = row.whole()
    assert (whole.row, dict(whole.custom_fields), dict(whole.metadata)) == (row, {}, {})
    assert (whole.created_at, whole.updated_at, whole.attendee.name) == (None, None, "")


WITHOUT_ID: tuple[Any, ...] = (None, 7, "bkg_1", [], {}, {"status": "X"})
UNUSABLE_IDS: tuple[Any, ...] = (None, 7, "", " ", "..", "\ud800", "x" * 501, {})
UNUSABLE_STATUSES: tuple[Any, ...] = (None, 7, "", " ", [])


@pytest.mark.parametrize(
    "item",
    [
        *WITHOUT_ID,
        {"id": "bkg_1"},
        *({"id": unusable, "status": "X"} for unusable in UNUSABLE_IDS),
        *({"id": "bkg_1", "status": unusable} for unusable in UNUSABLE_STATUSES),
    ],
)
def test_what_has_no_id_or_no_status_is_a_row_that_says_so(item: Any) -> None:
    found = listed(booking(), item, booking("bkg_2"))
    odd = found.rows[1]
    assert odd.id.startswith("unreadable:")
    assert odd.problem.startswith("This row could not be read: it ")
    assert (odd.status, odd.start, odd.name, odd.search) == ("", None, "", "")
    assert [row.id for row in found.rows] == ["bkg_01xyz", odd.id, "bkg_2"]
    assert odd.whole().row == odd


def test_the_made_up_id_is_the_same_whenever_the_same_comes_again() -> None:
    first, again, other = (row_of(item).id for item in ({"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": 1}))
    assert first == again != other


def test_an_unknown_status_stands_as_it_came() -> None:
    assert row_of(booking(status="WAITLISTED")).status == "WAITLISTED"
    assert row_of(booking(status="\x1b[31mX")).status == "␛[31mX"
    assert {row_of(booking(status=status)).status for status in Status.KNOWN} == Status.KNOWN


@pytest.mark.parametrize("attendee", [None, [], "Jane", 7, {}, {"name": None, "email": 7, "timezone": []}])
def test_an_attendee_of_another_shape_reads_as_empty(attendee: Any) -> None:
    row = row_of(booking(attendee=attendee))
    assert (row.name, row.email, row.timezone, row.problem) == ("", "", "", "")


@pytest.mark.parametrize(
    "start",
    [None, 7, 1e99, "", "soon", "2026-13-01T00:00:00Z", {}, "2026-05-01T14:00:00Z" * 50, "٢٠٢٦-05-01T14:00:00Z"],
)
def test_a_time_that_can_not_be_read_is_none(start: Any) -> None:
    assert row_of(booking(start_time=start)).start is None


@pytest.mark.parametrize(
    "start",
    ["2026-05-01T14:00:00Z", "2026-05-01T14:00:00.000Z", "2026-05-01T16:00:00+02:00", "2026-05-01T14:00:00",
     "2026-05-01T14:00:00.999999Z", "20260501T140000Z"],
)  # fmt: skip
def test_a_time_reads_the_same_however_it_is_written(start: str) -> None:
    assert row_of(booking(start_time=start)).start == 1_777_644_000


def test_every_custom_answer_is_found_by_the_search() -> None:
    answers = {
        "text": "Über uns",
        "block": "first\nsecond",
        "flag": True,
        "off": False,
        "number": 42,
        "half": 1.5,
        "several": ["Red", "Blue", 3],
        "nested": {"street": "Elm"},
        "null": None,
        "deep": [[[[[["lost"]]]]]],
    }
    lines = row_of(booking(custom_fields=answers)).search.split("\n")
    assert lines[3:] == ["über uns", "first second", "yes", "no", "42", "1.5", "red, blue, 3", "elm"]


def test_shown_text_is_cleaned_and_the_document_is_not() -> None:
    hostile = "\x1b]52;c;ZXZpbA==\x07\u202e[/]"
    item = booking(
        attendee={"name": hostile, "phone": hostile}, custom_fields={hostile: [hostile]}, metadata={"a": hostile}
    )
    whole = row_of(item).whole()
    shown = [
        whole.row.name,
        whole.attendee.phone,
        *whole.custom_fields,
        *whole.custom_fields.values(),
        whole.metadata["a"],
    ]
    for text in (shown[0], shown[1], shown[2], shown[3][0], shown[4]):
        assert text == "␛]52;c;ZXZpbA==␇�[/]"
    assert whole.row.search.isprintable() is False
    assert "\x1b" not in whole.row.search
    assert whole.document == item


def test_a_row_opens_to_its_own_booking_without_a_request() -> None:
    rows = listed(*(booking(f"bkg_{number}", metadata={"number": number}) for number in range(100))).rows
    assert len({id(row.source) for row in rows}) == 1
    for number in (0, 57, 99):
        whole = rows[number].whole()
        assert (whole.id, whole.metadata, whole.row) == (f"bkg_{number}", {"number": number}, rows[number])
    assert (whole.created_at, whole.attendee.phone) == (1_776_675_600, "+1-555-0123")


def test_a_page_is_kept_packed() -> None:
    body = json.dumps(page(*(booking(f"bkg_{number}") for number in range(100)))).encode()
    source = KeptAnswer(body)
    assert not hasattr(source, "__dict__")
    assert len(source._packed) < len(body) / 5


def test_texts_that_repeat_are_kept_once() -> None:
    first, second = (row_of(json.loads(json.dumps(booking(status=status)))) for status in ("WAITLISTED", "WAITLISTED"))
    assert first.status is second.status
    assert first.timezone is second.timezone
    assert first.event_type_id is second.event_type_id
    assert first.assigned_to_id is second.assigned_to_id
    assert first.start is second.start


WHOLE_PAGE = page(booking("bkg_1", custom_fields={"a": ["b", True]}), booking("bkg_2"), next_cursor="bkg_3")


@pytest.mark.parametrize("how", ODD)
@pytest.mark.parametrize(
    "path", list(pointers(WHOLE_PAGE["bookings"])) + list(pointers(WHOLE_PAGE["pagination"])), ids=str
)
def test_any_part_may_be_missing_or_of_another_type(path: tuple[Any, ...], how: str) -> None:
    document = copy.deepcopy(WHOLE_PAGE)
    part = "pagination" if path[0] in WHOLE_PAGE["pagination"] else "bookings"
    document[part] = altered(document[part], path, how)
    found = read_page(json.dumps(document).encode(), document["bookings"], document["pagination"], None)
    assert len(found.rows) == len(document["bookings"])
    for row in found.rows:
        assert isinstance(row.whole(), Booking)
        row.search.encode()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)
parts = st.sampled_from(["id", "status", "attendee", "start_time", "custom_fields", "metadata", "event_type_id"])


@settings(max_examples=200, deadline=None)
@given(st.lists(json_values | st.dictionaries(parts, json_values), max_size=4))
def test_no_list_of_anything_raises(items: list[Any]) -> None:
    found = listed(*items)
    assert len(found.rows) == len(items)
    for row in found.rows:
        assert row.id
        assert row.problem or row.status
        assert row.whole().row == row


@pytest.mark.parametrize("part", ["null", "drop"])
async def test_a_page_with_an_odd_row_comes_through_the_client(part: str) -> None:
    odd = altered(booking(), ("id",), part)
    found = await client_of(Server(said(page(booking(), odd)))).list_bookings(BookingQuery())
    assert [bool(row.problem) for row in found.rows] == [False, True]


@pytest.mark.parametrize(
    ("pagination", "cursor", "following", "warned"),
    [
        ({"next_cursor": "b", "has_more": True}, None, "b", False),
        ({"next_cursor": "b", "has_more": True}, "a", "b", False),
        ({"next_cursor": None, "has_more": False}, "a", None, False),
        ({"next_cursor": "b", "has_more": False}, "a", None, False),
        ({"next_cursor": None, "has_more": "false"}, "a", None, False),
        ({"next_cursor": "b", "has_more": "False"}, "a", None, False),
        ({"next_cursor": "b", "has_more": "true"}, "a", "b", False),
        ({"next_cursor": None, "has_more": "true"}, "a", None, True),
        ({"next_cursor": "b"}, "a", "b", False),
        ({}, "a", None, False),
        ({"has_more": True}, "a", None, True),
        ({"next_cursor": 7, "has_more": True}, "a", None, True),
        ({"next_cursor": "", "has_more": True}, "a", None, True),
        ({"next_cursor": "\ud800", "has_more": True}, "a", None, True),
        ({"next_cursor": "a", "has_more": True}, "a", None, True),
        (None, None, None, True),
        ([], None, None, True),
    ],
)
def test_the_next_page_is_followed_only_where_there_is_one(
    pagination: Any, cursor: str | None, following: str | None, warned: bool
) -> None:
    found = read_page(b"{}", [], pagination, cursor)
    assert (found.next_cursor, bool(found.warning)) == (following, warned)
