"""`Create booking`: local problems, the server's answer, and what was typed is never lost."""

from dataclasses import replace

from slatis_tui.domain.changes import ChangeState
from slatis_tui.errors import JournalError, NoAnswer
from slatis_tui.screens.messages import OpenBooking
from slatis_tui.widgets.notice import Notice
from tests.tui.booking_form_fakes import FakeServices
from tests.tui.booking_form_story import FREE, INTRO, PLAIN, story


async def test_a_missing_answer_is_said_under_its_field_which_gets_the_focus_and_nothing_is_lost() -> None:
    async with story(chosen="evt_intro") as form:
        await form.sees("Company *", "13:30 CET")
        await form.fill_in_attendee()
        await form.create()
        assert form.is_on("field-0")
        assert form.problem_under("Company") == "This is required"
        assert form.services.outbox.intents == []
        await form.type("Acme")
        await form.sees_not("This is required")
        await form.create()
        await form.sent()
        assert form.body["attendee"]["name"] == "Jane Smith"


async def test_the_first_of_several_problems_gets_the_focus() -> None:
    async with story(chosen="evt_intro", size=(100, 60)) as form:
        await form.sees("Company *")
        await form.create()
        assert form.is_on("name")
        for label in ("Name", "E-mail", "Company"):
            assert form.problem_under(label) == "This is required"


async def test_the_new_bookings_screen_takes_the_place_of_the_form() -> None:
    async with story(chosen="evt_plain") as form:
        await form.fill_in_attendee()
        await form.create()
        await form.sees("sending")
        form.services.outbox.settle(ChangeState.DONE, booking_id="bkg_1")
        await form.until(lambda: bool(form.app.opened), "the booking to open")
        assert form.app.opened == [OpenBooking("bkg_1", replace=True)]


async def test_whatever_is_said_above_and_below_the_form_the_button_stays_in_sight() -> None:
    async with story(chosen="evt_intro", size=(80, 24)) as form:
        await form.sees("Company *")
        await form.go_to("field-0")
        await form.type("Acme")
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
        outbox = form.services.outbox
        outbox.tell(replace(outbox.changes[-1], state=ChangeState.REJECTED, error="no room here " * 40))
        await form.sees("no room", "Create booking", "▁▁▁▁")
        form.app.screen.query_one(Notice).say("and neither here " * 20, "error")
        await form.sees("neither", "Create booking", "▁▁▁▁")


async def test_a_replayed_create_says_that_nothing_new_was_made() -> None:
    async with story(chosen="evt_plain") as form:
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
        outbox = form.services.outbox
        outbox.tell(replace(outbox.changes[-1], state=ChangeState.DONE, booking_id="bkg_1", replayed=True))
        await form.sees("already created, nothing new was made")


async def test_pressing_create_twice_sends_once() -> None:
    async with story(chosen="evt_plain") as form:
        await form.fill_in_attendee()
        await form.go_to("create")
        await form.press("enter", "enter", "enter")
        await form.sees("sending")
        await form.press("enter")
        assert len(form.services.outbox.intents) == 1


async def test_the_servers_details_land_on_their_fields_and_the_rest_stands_above_the_form() -> None:
    async with story(chosen="evt_intro", size=(100, 60)) as form:
        await form.sees("Company *", "13:30 CET")
        await form.fill_in_attendee()
        await form.go_to("field-0")
        await form.type("Acme")
        await form.create()
        await form.sent()
        outbox = form.services.outbox
        details = (
            ("company", "no such thing"),
            ("k0", "too short"),
            ("attendee.email", "blocked"),
            ("requested_time", "taken"),
        )
        error = "validation_error: Some fields are wrong (400, req_7)"
        outbox.tell(replace(outbox.changes[-1], state=ChangeState.REJECTED, error=error, problems=details))
        await form.sees(error, "company: no such thing", "taken", "Create booking")
        assert form.problem_under("Company") == "too short"
        assert form.problem_under("E-mail") == "blocked"
        assert form.is_on("when")
        assert "Acme" in form.screen
        assert "Jane Smith" in form.screen


async def test_a_rejection_without_details_stands_above_the_form_in_sight_of_the_button() -> None:
    async with story(chosen="evt_plain") as form:
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
        form.services.outbox.settle(ChangeState.REJECTED, error="slot_taken: Too late (409, req_8)")
        await form.sees("slot_taken: Too late (409, req_8)", "Create booking")
        await form.press("enter")
        await form.until(lambda: len(form.services.outbox.intents) == 2, "a second create")


async def test_a_create_of_unknown_fate_says_that_trying_again_is_safe() -> None:
    async with story(chosen="evt_plain", size=(120, 40)) as form:
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
        form.services.outbox.settle(ChangeState.NEEDS_REVIEW, error="No answer after 30 s")
        await form.sees("No answer after 30 s. It may have been booked.", "with the same form is safe")


async def test_an_outbox_that_can_not_write_says_that_nothing_was_sent() -> None:
    services = FakeServices([PLAIN], FREE)
    services.outbox.refuses = JournalError("The disk is full")
    async with story(chosen="evt_plain", services=services) as form:
        await form.fill_in_attendee()
        await form.create()
        await form.sees("The disk is full. Nothing was sent.", "Create booking")
        services.outbox.refuses = None
        await form.press("enter")
        await form.sent()


async def test_a_rejected_key_is_said_while_the_create_waits() -> None:
    async with story(chosen="evt_plain") as form:
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
        form.services.outbox.trouble = "key rejected"
        form.services.outbox.settle(ChangeState.WAITING)
        await form.until(lambda: form.screen.count("key rejected") >= 1, "key rejected")


async def test_without_its_fields_an_event_type_is_not_booked_and_they_are_asked_for_again() -> None:
    services = FakeServices([INTRO], FREE)
    services.reader.fields_error = NoAnswer("No answer after 10 s")
    async with story(chosen="evt_intro", services=services, size=(80, 40)) as form:
        await form.sees("could not be loaded: No answer after 10 s")
        await form.fill_in_attendee()
        services.reader.fields_error = None
        await form.create()
        await form.sees("Company *")
        assert services.outbox.intents == []
        assert "Jane Smith" in form.screen


async def test_a_read_only_console_does_not_book() -> None:
    async with story(chosen="evt_plain", read_only=True) as form:
        await form.fill_in_attendee()
        await form.create()
        await form.sees("Read-only: nothing is sent")
        assert form.services.outbox.intents == []
