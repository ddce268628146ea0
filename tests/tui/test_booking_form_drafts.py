"""What was typed outlives the form: kept as one types, offered again, dropped by a key, gone once it is booked."""

from slatis_tui.domain.changes import ChangeState
from slatis_tui.domain.models import Attendee, Booking
from slatis_tui.errors import DraftError
from slatis_tui.screens.booking_form import BookingFormScreen
from tests.tui.booking_form_fakes import FakeServices
from tests.tui.booking_form_story import FREE, INTRO, PLAIN, NoSource, Story, event_type, known_booking, story
from tests.tui.form_apps import EVERY_KIND


def world() -> FakeServices:
    return FakeServices([INTRO, PLAIN], FREE)


async def kept(form: Story, event_type_id: str, text: str) -> None:
    """Wait until the disk has this text of that event type's form."""

    def holds() -> bool:
        draft = form.services.drafts.kept.get(event_type_id)
        return draft is not None and text in str(draft.document())

    await form.until(holds, f"a draft with {text}")


async def test_what_was_typed_is_kept_within_a_second_and_restored_with_a_word() -> None:
    services = world()
    async with story(chosen="evt_intro", services=services) as form:
        await form.sees("Company *")
        await form.go_to("name")
        await form.type("Jane Smith")
        await kept(form, "evt_intro", "Jane Smith")
        await form.go_to("field-0")
        await form.type("Acme")
        await kept(form, "evt_intro", "Acme")
    async with story(chosen="evt_intro", services=services) as form:
        await form.sees("draft restored", "Jane Smith")
        await form.go_to("field-0")
        await form.sees("Acme")
        assert form.app.screen.query_one("#form-draft").display


async def test_leaving_keeps_at_once_what_was_typed_last_and_asks_nothing() -> None:
    services = world()
    async with story(chosen="evt_plain", services=services) as form:
        await form.go_to("name")
        await form.type("Jo")
        await form.press("x", "escape")
        await form.until(lambda: not isinstance(form.app.screen, BookingFormScreen), "the form to be left")
        assert services.drafts.kept["evt_plain"].content.texts == {"attendee.name": "Jox"}


async def test_a_restored_time_is_the_same_moment_and_wins_over_the_first_free_slot() -> None:
    services = world()
    async with story(chosen="evt_plain", services=services) as form:
        await form.go_to("when")
        await form.type("mon 14:00")
        await kept(form, "evt_plain", "mon 14:00")
    async with story(chosen="evt_plain", services=services, zone="UTC") as form:
        await form.sees("draft restored", "2026-11-23 13:00", "Mon 23 Nov 2026 13:00 UTC")


async def test_a_time_that_the_form_filled_in_is_no_draft() -> None:
    services = world()
    async with story(chosen="evt_plain", services=services) as form:
        await form.sees("2026-11-20 13:30")
        await form.press("escape")
        assert services.drafts.kept == {}


async def test_each_event_type_has_its_own_draft() -> None:
    services = world()
    async with story(chosen="evt_intro", services=services) as form:
        await form.go_to("name")
        await form.type("Jane")
        await kept(form, "evt_intro", "Jane")
    async with story(chosen="evt_plain", services=services) as form:
        await form.sees_not("Jane", "draft restored")
        await form.go_to("name")
        await form.type("Bo")
        await kept(form, "evt_plain", "Bo")
        await form.go_to("event-type")
        await form.press("enter", "home", "enter")
        await form.sees("draft restored", "Jane")
        assert services.drafts.kept["evt_plain"].content.texts == {"attendee.name": "Bo"}


async def test_a_restored_draft_does_not_go_into_the_form_of_another_event_type() -> None:
    services = world()
    async with story(chosen="evt_intro", services=services) as form:
        await form.go_to("name")
        await form.type("Jane")
        await kept(form, "evt_intro", "Jane")
    async with story(chosen="evt_intro", services=services) as form:
        await form.sees("draft restored", "Jane")
        await form.press("enter", "end", "enter")
        await form.sees("Plain")
        await form.sees_not("Jane", "draft restored")
        assert list(services.drafts.kept) == ["evt_intro"]


async def test_what_is_typed_before_an_event_type_is_chosen_goes_with_the_choice() -> None:
    services = world()
    async with story(services=services) as form:
        await form.go_to("name")
        await form.type("Jane")
        await kept(form, "", "Jane")
        await form.go_to("event-type")
        await form.press("enter", "end", "enter")
        await kept(form, "evt_plain", "Jane")
        await form.until(lambda: list(services.drafts.kept) == ["evt_plain"], "one draft")
        await form.sees("Jane")


async def test_a_key_drops_the_draft_and_brings_it_back() -> None:
    services = world()
    async with story(chosen="evt_plain", services=services) as form:
        await form.go_to("name")
        await form.type("Jane")
        await form.press("tab")
        await form.sees("f9 drop draft")
        await form.press("f9")
        await form.sees("draft dropped · f9 brings it back")
        await form.sees_not("Jane")
        assert services.drafts.kept == {}
        await form.sees("2026-11-20 13:30")
        await form.press("f9")
        await form.sees("Jane")
        await kept(form, "evt_plain", "Jane")


async def test_emptying_the_form_by_hand_ends_its_draft() -> None:
    services = world()
    async with story(chosen="evt_plain", services=services) as form:
        await form.go_to("name")
        await form.type("Jane")
        await kept(form, "evt_plain", "Jane")
        await form.press("ctrl+u")
        await form.until(lambda: services.drafts.kept == {}, "no draft")


async def test_once_it_is_booked_there_is_no_draft_and_after_an_error_there_is() -> None:
    services = world()
    async with story(chosen="evt_plain", services=services) as form:
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
        assert services.drafts.kept["evt_plain"].op_ids == (services.outbox.intents[0].op_id,)
        services.outbox.settle(ChangeState.REJECTED, error="internal_error: Broken (500, req_1)")
        await form.sees("internal_error")
        assert "evt_plain" in services.drafts.kept
        await form.press("enter")
        await form.until(lambda: len(services.outbox.intents) == 2, "a second create")
        services.outbox.settle(ChangeState.DONE, booking_id="bkg_1")
        await form.until(lambda: bool(form.app.opened), "the booking to open")
        assert services.drafts.kept == {}


async def test_a_draft_whose_booking_was_made_when_the_console_ended_is_not_offered() -> None:
    services = world()
    async with story(chosen="evt_plain", services=services) as form:
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
        draft = services.drafts.kept["evt_plain"]
        services.outbox.settle(ChangeState.DONE, booking_id="bkg_1")
        await form.until(lambda: services.drafts.kept == {}, "no draft")
    services.drafts.kept["evt_plain"] = draft
    async with story(chosen="evt_plain", services=services) as form:
        await form.sees("2026-11-20 13:30")
        await form.sees_not("draft restored")
        assert form.problem_under("Name") == ""
        assert services.drafts.kept == {}


async def test_a_draft_whose_create_is_still_on_its_way_follows_it() -> None:
    services = world()
    async with story(chosen="evt_plain", services=services) as form:
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
    async with story(chosen="evt_plain", services=services) as form:
        await form.sees("draft restored", "Jane Smith")
        assert isinstance(form.app.screen, BookingFormScreen)
        await form.until(lambda: getattr(form.app.screen, "is_sending", False), "it to be on its way")
        services.outbox.settle(ChangeState.DONE, booking_id="bkg_1")
        await form.until(lambda: bool(form.app.opened), "the booking to open")
        assert len(services.outbox.intents) == 1


async def test_trouble_with_the_disk_is_said_once_and_stops_nobody() -> None:
    services = world()
    services.drafts.error = DraftError("The draft can't be kept: No space left on device")
    async with story(chosen="evt_plain", services=services) as form:
        await form.go_to("name")
        await form.type("Jane")
        await form.sees("No space left on device")
        await form.fill_in_attendee()
        assert form.screen.count("No space left") == 1
        await form.create()
        await form.sent()
        assert "Jane" in form.body["attendee"]["name"]


async def test_every_kind_of_answer_is_restored() -> None:
    services = FakeServices([event_type("All", *EVERY_KIND)], FREE)
    async with story(chosen="evt_all", services=services) as form:
        await form.sees("13:30 CET")
        await form.go_to("field-0")
        await form.type("Acme\n")
        await form.press("enter", "down", "enter", "tab")
        await form.type("one\ntwo")
        await form.press("tab")
        await form.type("12.0\nsupport@example.com\n030 1234\nhttps://example.com\n2026-05-01\n")
        await form.press("space", "enter", "space", "down", "space", "enter", "down", "space", "enter")
        await form.type("my name")
        await kept(form, "evt_all", "my name")
    async with story(chosen="evt_all", services=services) as form:
        await form.sees("draft restored")
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
        assert form.body["custom_fields"] == {
            "k0": "Acme", "k1": "Green", "k2": "one\ntwo", "k3": 12, "k4": "support@example.com", "k5": "030 1234",
            "k6": "https://example.com", "k7": "2026-05-01", "k8": True, "k9": ["Tea", "Coffee"], "k10": "No",
            "k11": "my name",
        }  # fmt: skip


async def test_a_form_without_an_event_type_tells_which_drafts_wait() -> None:
    services = world()
    async with story(chosen="evt_plain", services=services) as form:
        await form.go_to("name")
        await form.type("Jane")
        await kept(form, "evt_plain", "Jane")
    async with story(services=services) as form:
        await form.sees("a draft waits for: Plain")
        await form.press("enter", "end", "enter")
        await form.sees("draft restored", "Jane")


async def test_a_copy_of_a_booking_leaves_the_draft_until_something_is_typed() -> None:
    services = world()
    async with story(chosen="evt_plain", services=services) as form:
        await form.go_to("name")
        await form.type("Jane")
        await kept(form, "evt_plain", "Jane")
        form.app.desk.store.put_answer(known_booking("Bo", "bo@y.io", "Asia/Tokyo")._replace(source=Whole()))
        form.app.push_screen(BookingFormScreen(form.app.desk, "evt_plain", like="bkg_0"))
        await form.sees("filled in from the booking of Bo", "bo@y.io", "Asia/Tokyo")
        assert services.drafts.kept["evt_plain"].content.texts == {"attendee.name": "Jane"}
        await form.go_to("phone")
        await form.type("123")
        await kept(form, "evt_plain", "bo@y.io")


class Whole(NoSource):
    """The whole answer of that booking."""

    def booking(self, place: int) -> Booking:
        row = known_booking("Bo", "bo@y.io", "Asia/Tokyo")
        return Booking(row, Attendee("Bo", "bo@y.io", "", "Asia/Tokyo"), {}, {}, None, None, {})


async def test_what_is_wrong_in_a_restored_draft_is_found_by_the_key_that_goes_to_problems() -> None:
    services = world()
    async with story(chosen="evt_plain", services=services) as form:
        await form.go_to("email")
        await form.type("zoe@")
        await kept(form, "evt_plain", "zoe@")
    async with story(chosen="evt_plain", services=services) as form:
        await form.sees("draft restored", "zoe@")
        await form.press("f8")
        await form.sees("Not an e-mail address")
        assert form.is_on("email")
