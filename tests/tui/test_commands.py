"""Commands chosen from the help and the palette do what their keys do, and nothing else."""

from tests.support.console import ConsoleDriver
from tests.support.odd_bookings import booking
from tests.support.odd_server import OddServer
from tests.tui.conftest import Open


async def choose(user: ConsoleDriver, command_id: str, key: str = "question_mark") -> None:
    """Choose a command from the help, or from the palette with its key."""
    await user.press(key)
    await user.sees("type to search")
    await user.type(command_id)
    await user.press("enter")
    await user.sees_not(command_id)


def with_an_event_type(odd: OddServer) -> None:
    """One event type, one booking of it and one of another."""
    odd.gives([booking(), booking("bkg_2", event_type_id="evt_2")])
    odd.on("GET", "event-types", lambda _: {"event_types": [{"id": "evt_1", "name": "Analysis"}]})


async def test_bookings_chosen_on_event_types_goes_to_the_bookings_and_not_to_those_of_the_event_type(
    open_odd: Open, odd: OddServer
) -> None:
    with_an_event_type(odd)
    async with open_odd() as user:
        await user.sees("2 of 2")
        await user.press("E")
        await user.sees("Analysis")
        await choose(user, "app.bookings")
        await user.sees("Slatis  Bookings", "2 of 2")
        await user.sees_not("event type:")


async def test_at_80_columns_the_whole_of_what_a_command_does_stands_below_the_list(
    open_odd: Open, odd: OddServer
) -> None:
    with_an_event_type(odd)
    async with open_odd(size=(80, 24)) as user:
        await user.sees("2 of 2")
        for typed, told in [
            ("no-show", "Deciding on a booking: Say that the attendee did not come"),
            ("event-type.duplicate", "Event types: Define another event type like this one"),
        ]:
            await user.press("question_mark")
            await user.sees("type to search")
            await user.type(typed)
            await user.sees(told)
            await user.press("escape")
            await user.sees_not(told)


async def test_a_command_of_another_screen_says_where_it_belongs(open_odd: Open, odd: OddServer) -> None:
    with_an_event_type(odd)
    async with open_odd() as user:
        await user.sees("2 of 2")
        await choose(user, "event-type.bookings")
        await user.sees("Its bookings belongs to another screen: Event types", "2 of 2")


async def test_a_command_of_the_list_means_the_list_whatever_has_the_focus(open_odd: Open, odd: OddServer) -> None:
    with_an_event_type(odd)
    async with open_odd() as user:
        await user.sees("2 of 2")
        await user.press("slash")
        await user.type("ada")
        await choose(user, "list.last", "ctrl+p")
        await choose(user, "list.copy", "ctrl+p")
        await user.sees("Copied bkg_2")
