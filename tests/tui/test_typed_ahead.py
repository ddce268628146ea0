"""Keys that come faster than they are handled mean what they would have meant one by one."""

from textual.events import Key

from tests.support.console import ConsoleDriver
from tests.support.odd_bookings import booking
from tests.support.odd_server import OddServer
from tests.tui.conftest import Open

NAMED = {"/": "slash", "\n": "enter", " ": "space", "?": "question_mark", ":": "colon", "_": "underscore"}


def typed_at_once(user: ConsoleDriver, text: str) -> None:
    """All of the text arrives in one go, as it does over a slow line."""
    for letter in text:
        user.app.post_message(Key(NAMED.get(letter, letter), letter))


async def test_what_is_typed_after_the_slash_is_text_and_no_verb(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking(), booking("bkg_2", attendee={"name": "Cxnd Quentin"})])
    async with open_odd(view="pending", undo_window=60.0) as user:
        await user.sees("2 of 2")
        typed_at_once(user, "/cxnd q")
        await user.sees("/ cxnd q", "1 of 2", "Cxnd Quentin")
        await user.sees_not("recalls")


async def test_what_is_typed_after_the_filter_was_kept_is_a_command(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking(), booking("bkg_2", attendee={"name": "Grace Hopper"})])
    async with open_odd(view="pending", undo_window=60.0) as user:
        await user.sees("2 of 2")
        typed_at_once(user, "/grace\nc")
        await user.sees("/ grace", "1 of 2", "Confirm Grace Hopper in")
        await user.sees_not("gracec")


async def test_an_id_typed_at_once_opens_that_booking(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking(), booking("bkg_2", attendee={"name": "Grace Hopper"})])
    async with open_odd(view="pending", undo_window=60.0) as user:
        await user.sees("2 of 2")
        typed_at_once(user, ":bkg_2\n")
        await user.sees("Overview", "Grace Hopper")


async def test_a_command_searched_and_chosen_at_once_is_run(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking()])
    async with open_odd(view="pending") as user:
        await user.sees("1 of 1")
        typed_at_once(user, "?every booking\n")
        await user.sees("All 1", "1 of 1", "Slatis  Bookings")
        await user.sees_not("type to search")


async def test_escape_and_a_verb_at_once_clear_the_filter_and_decide(open_odd: Open, odd: OddServer) -> None:
    odd.gives([booking(), booking("bkg_2", attendee={"name": "Grace Hopper"})])
    async with open_odd(view="pending", undo_window=60.0) as user:
        await user.sees("2 of 2")
        await user.press("slash")
        await user.type("grace")
        await user.sees("1 of 2")
        user.app.post_message(Key("escape", None))
        typed_at_once(user, "c")
        await user.sees("Confirm Grace Hopper in", "2 of 2")


async def test_enters_that_were_typed_before_a_dialog_opened_never_cancel_however_late_they_come(
    open_odd: Open, odd: OddServer
) -> None:
    """A busy machine may hand them on long after they were pressed."""
    odd.gives([booking()])
    async with open_odd(view="pending", undo_window=60.0) as user:
        await user.sees("1 of 1")
        pressed_before = [Key("enter", None) for _ in range(3)]
        await user.press("x")
        await user.sees("Cancel booking", "Keep")
        await user.pause_until_armed()
        for key in pressed_before:
            user.app.post_message(key)
        await user.until(lambda _: user.app.focused is not None and user.app.focused.id == "cancel", "the button")
        await user.press("tab")
        await user.until(lambda _: user.app.focused is not None and user.app.focused.id == "keep", "the other button")
        await user.sees("Cancel booking", "Keep")
        await user.sees_not("recalls")
