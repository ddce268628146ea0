"""What the key may not do, by keys: a 403 is learned, told beforehand, and never keeps anybody from trying again."""

from slatis_tui.sandbox.launch import SandboxAddress
from tests.support.console import ConsoleDriver
from tests.support.odd_bookings import booking
from tests.support.odd_server import OddServer, Reply, refusal
from tests.tui.conftest import Open


async def test_event_types_learn_it_too(open_odd: Open, odd: OddServer) -> None:
    intro = {"id": "evt_1", "name": "Intro", "duration": 30, "team_id": "team_1", "is_active": True}
    odd.on("GET", "event-types", lambda _: {"event_types": [intro]})
    odd.on("GET", "event-types/evt_1", lambda _: {"event_type": intro | {"custom_fields": []}})
    odd.on("DELETE", "event-types/evt_1", lambda _: forbids("event-types:write"))
    async with open_odd() as console:
        await console.press("E")
        await console.sees("1 of 1", "Intro", "x delete")
        assert not struck(console)
        for _ in range(2):
            await console.press("x")
            await console.sees("Delete Intro?", "no future bookings")
            await console.pause_until_armed()
            await console.press("left", "enter")
            await console.sees_not("Delete Intro?")
            await console.sees("This key lacks the scope event-types:write", "1 of 1")
            await console.until(lambda _: struck(console).split() == ["x", "delete"], "to see it struck through")
        assert odd.counted("DELETE", "event-types/evt_1") == 2
        await console.sees("refused this before: forbidden: This key lacks the scope event-types:write")


async def test_what_a_public_key_may_not_do_is_dimmed_too(open_console: Open, sandbox: SandboxAddress) -> None:
    async with open_console(key=sandbox.public_key) as console:
        await console.sees("9 of 9", "N new")
        assert struck(console).split() == ["N", "new", "e", "edit", "x", "delete"]


async def test_what_the_server_keeps_waiting_can_not_be_recalled_and_that_is_said(
    open_odd: Open, odd: OddServer
) -> None:
    odd.gives([booking()])
    slow_down = refusal(429, "rate_limited", "Slow down").body
    odd.on("POST", "bookings/bkg_1/confirm", lambda _: Reply(slow_down, 429, (("Retry-After", "600"),)))
    async with open_odd(view="pending") as console:
        await console.sees("1 of 1")
        await console.press("u")
        await console.sees("Nothing waits to be recalled")
        await console.press("c")
        await console.until(lambda _: odd.counted("POST", "bookings/bkg_1/confirm") == 1, "the confirm to be sent")
        await console.sees("Confirm Ada Lovelace in ")
        await console.press("u")
        await console.sees("Too late to recall: confirm Ada Lovelace is past its undo window; O shows what")


def struck(console: ConsoleDriver) -> str:
    """The words of the footer that are struck through."""
    footer = console.app.screen._compositor.render_strips()[-1]
    return "".join(one.text for one in footer if one.style and one.style.strike)


def forbids(scope: str) -> Reply:
    return refusal(403, "forbidden", f"This key lacks the scope {scope}")


async def test_a_refused_verb_is_dimmed_explained_and_can_be_tried_again(open_odd: Open, odd: OddServer) -> None:
    pending = booking("bkg_1")
    odd.gives([pending])
    odd.on("POST", "bookings/bkg_1/confirm", lambda _: forbids("bookings:transition"))
    async with open_odd(view="all") as console:
        await console.sees("1 of 1", "Ada Lovelace", "c confirm")
        assert not struck(console)
        await console.press("c")
        await console.sees("This key lacks the scope bookings:transition", "confirm (c, refused before)")
        assert struck(console).strip() == "c confirm"
        await console.press("enter")
        await console.sees("What may be done now", "refused before: forbidden: This key lacks the scope")
        assert struck(console).strip() == "c confirm"
        odd.on("POST", "bookings/bkg_1/confirm", lambda _: {"booking": pending | {"status": "SCHEDULED"}})
        await console.press("c")
        await console.sees("refused this before: forbidden: This key lacks the scope bookings:transition. You can try")
        await console.sees("● Scheduled")
        assert odd.counted("POST", "bookings/bkg_1/confirm") == 2
        assert not struck(console)


async def test_a_form_says_at_once_that_the_server_refused_it_before(open_odd: Open, odd: OddServer) -> None:
    scheduled = booking("bkg_1", "SCHEDULED")
    odd.gives([scheduled])
    odd.on("PATCH", "bookings/bkg_1", lambda _: forbids("bookings:update"))
    async with open_odd(view="all") as console:
        await console.sees("1 of 1", "Ada Lovelace")
        await console.press("e")
        await console.sees("Edit attendee", "E-mail")
        await console.press("ctrl+u", *"Ada", "tab", "tab", "tab", "tab", "enter")
        await console.sees("This key lacks the scope bookings:update")
        await console.press("escape")
        await console.sees("1 of 1")
        await console.press("e")
        await console.sees("The server refused this before: forbidden: This key lacks the scope bookings:update")
        odd.on("PATCH", "bookings/bkg_1", lambda _: {"booking": scheduled | {"attendee": {"name": "Ada"}}})
        await console.press("ctrl+u", *"Ada", "tab", "tab", "tab", "tab", "enter")
        await console.sees("1 of 1", "attendee saved")
        assert odd.counted("PATCH", "bookings/bkg_1") == 2
