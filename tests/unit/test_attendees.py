"""Known attendees: found by a part of the name or address, the most recent first."""

from slatis_tui.domain.attendees import KnownAttendees
from slatis_tui.domain.models import BookingRow
from tests.tui.booking_form_story import NoSource


def row(name: str, email: str, start: int = 0, timezone: str = "Europe/Madrid") -> BookingRow:
    return BookingRow(
        f"b-{name}-{start}", "COMPLETED", start, start, name, email, timezone, "", "", "", "", NoSource(), 0
    )


def known(*rows: BookingRow) -> KnownAttendees:
    attendees = KnownAttendees()
    for _ in attendees.gather(rows, at_once=2):
        pass
    return attendees


ANA, BO, CARLA = row("Ana Ruiz", "ana@x.io", 30), row("Bo Anders", "bo@y.io", 20), row("Carla", "carla@banana.io", 40)


def names(attendees: KnownAttendees, text: str) -> list[str]:
    return [one.name for one in attendees.find(text)]


def test_words_that_begin_so_come_before_those_that_hold_it_and_the_recent_before_the_old() -> None:
    attendees = known(ANA, BO, CARLA)
    assert names(attendees, "an") == ["Ana Ruiz", "Bo Anders", "Carla"]
    assert names(attendees, "RUIZ") == ["Ana Ruiz"]
    assert names(attendees, "ana  ru") == ["Ana Ruiz"]
    assert names(attendees, "bo@") == ["Bo Anders"]
    assert names(attendees, "zz") == names(attendees, " ") == []


def test_an_address_stands_once_with_the_booking_that_says_where_its_owner_is() -> None:
    attendees = known(row("Ana", "ANA@x.io", 50, timezone=""), ANA, row("Ana R.", "ana@x.io", 10))
    assert attendees.find("ana") == [ANA]
    assert attendees.of_address("Ana@X.io") == ANA
    assert attendees.of_address("nobody@x.io") is None


def test_no_more_are_found_than_are_asked_for_and_one_without_an_address_is_none() -> None:
    attendees = known(*(row(f"Ana {number}", f"a{number}@x.io", number) for number in range(50)), row("Ana X", ""))
    assert names(attendees, "ana") == ["Ana 49", "Ana 48", "Ana 47", "Ana 46", "Ana 45"]


def test_no_match_reaches_over_two_attendees() -> None:
    assert names(known(ANA, BO), "io bo") == []
