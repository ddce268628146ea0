"""New booking, by keys: filled in from the first field to the body that is sent."""

from dataclasses import replace

from slatis_tui.domain.changes import ChangeState
from slatis_tui.domain.models import Member
from slatis_tui.errors import Forbidden
from slatis_tui.screens.booking_form import BookingFormScreen
from tests.tui.booking_form_fakes import FakeServices
from tests.tui.booking_form_story import FREE, INTRO, PLAIN, event_type, known_booking, story
from tests.tui.form_apps import EVERY_KIND, HOSTILE, field

WHOLE_BODY = {
    "event_type_id": "evt_all",
    "requested_time": "2026-11-20T12:30:00Z",
    "attendee": {
        "name": "Jane Smith",
        "email": "jane@example.com",
        "phone": "+1-555-0123",
        "timezone": "America/New_York",
    },
    "custom_fields": {
        "k0": "Acme",
        "k1": "Green",
        "k2": "one\ntwo",
        "k3": 12,
        "k4": "support@example.com",
        "k5": "030 1234",
        "k6": "https://example.com",
        "k7": "2026-05-01",
        "k8": True,
        "k9": ["Tea", "Coffee"],
        "k10": "No",
        "k11": "my name",
    },
    "metadata": {"source": "phone"},
    "assign_to": "mem_2",
}


async def test_tab_goes_through_the_form_in_its_documented_order() -> None:
    async with story(chosen="evt_intro") as form:
        await form.sees("Company")
        order = []
        for _ in range(11):
            focused = form.app.focused
            assert focused is not None
            names = ("event-type", "when", "name", "email", "phone", "timezone", "field-0", "field-1", "assign-to",
                     "metadata", "create")  # fmt: skip
            order.append(next(name for name in names if form.is_on(name)))
            await form.press("tab")
        assert order == [
            "event-type", "when", "name", "email", "phone", "timezone", "field-0", "field-1", "assign-to", "metadata",
            "create",
        ]  # fmt: skip


async def test_every_kind_of_field_goes_into_the_body_as_its_own_json_type() -> None:
    services = FakeServices([event_type("All", *EVERY_KIND)], FREE)
    services.reader.members = [Member("mem_1", "Ana"), Member("mem_2", "Bo"), Member("mem_3", "Old", is_active=False)]
    async with story(chosen="evt_all", services=services) as form:
        await form.sees("13:30 CET")
        await form.fill_in_attendee()
        await form.press("tab")
        await form.type("+1-555-0123\nAmerica/New_York\n")
        await form.type("Acme\n")
        await form.press("enter", "down", "enter", "tab")
        await form.type("one\ntwo")
        await form.press("tab")
        await form.type("12.0\nsupport@example.com\n030 1234\nhttps://example.com\n2026-05-01\n")
        await form.press("space", "enter", "space", "down", "space", "enter", "down", "space", "enter")
        await form.type("my name\n")
        await form.press("enter", "end", "enter", "tab")
        await form.type("source=phone\n")
        assert form.is_on("create")
        await form.press("enter")
        await form.sent()
        assert form.body == WHOLE_BODY


async def test_what_is_optional_and_was_left_empty_is_not_sent() -> None:
    async with story(event_type("All", *EVERY_KIND), chosen="evt_all") as form:
        await form.sees("13:30 CET")
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
        assert form.body == {
            "event_type_id": "evt_all",
            "requested_time": "2026-11-20T12:30:00Z",
            "attendee": {"name": "Jane Smith", "email": "jane@example.com"},
        }


async def test_the_event_type_is_chosen_in_the_form_and_its_fields_and_slots_follow() -> None:
    async with story() as form:
        assert form.is_on("event-type")
        await form.press("enter", "home", "enter")
        await form.sees("Company *", "2026-11-20 13:30", "Fri 20 Nov 2026 13:30 CET · 12:30 UTC")


async def test_an_event_type_that_is_not_in_the_list_can_be_booked() -> None:
    inactive = replace(INTRO, is_active=False)
    async with story(inactive, PLAIN, chosen="evt_intro") as form:
        await form.sees("Company *", "Intro")


async def test_another_event_type_keeps_what_was_typed_in_common_and_in_equal_fields() -> None:
    other = event_type("Other", field(5, "TEXT", label="New"), field(0, "TEXT", label="Firm"))
    async with story(INTRO, other, chosen="evt_intro", size=(80, 40)) as form:
        await form.sees("Company *")
        await form.fill_in_attendee()
        await form.go_to("field-0")
        await form.type("Acme")
        await form.go_to("event-type")
        await form.press("enter", "down", "enter")
        await form.sees("Firm", "Acme", "Jane Smith", "jane@example.com")
        await form.sees_not("Floor")


async def test_names_that_can_not_be_read_do_not_keep_the_form_from_being_sent() -> None:
    services = FakeServices([PLAIN], FREE)
    services.reader.names_error = Forbidden("missing scope", status=403, code="forbidden")
    async with story(chosen="evt_plain", services=services, size=(80, 40)) as form:
        await form.sees("The event types could not be loaded: forbidden", "the members could not be loaded", "Plain")
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
        assert form.body["event_type_id"] == "evt_plain"


async def test_a_menu_that_is_to_open_before_its_entries_are_there_asks_again_and_opens_at_what_was_typed() -> None:
    services = FakeServices([INTRO, PLAIN], FREE)
    services.reader.names_error = Forbidden("missing scope", status=403, code="forbidden")
    async with story(services=services) as form:
        await form.sees("could not be loaded; Enter tries again")
        await form.press("p")
        await form.sees("could not be loaded; Enter tries again")
        services.reader.names_error = None
        await form.press("l")
        await form.sees("╭─", "Plain", "─ pl ─")
        await form.press("enter")
        await form.sees("Plain · 30 min", "13:30 CET")
        await form.sees_not("╭─")


async def test_a_known_attendee_is_filled_in() -> None:
    async with story(chosen="evt_plain") as form:
        form.app.desk.store.put_answer(known_booking("Jane Smith", "Jane@Example.com", "Asia/Tokyo"))
        await form.go_to("email")
        await form.type("jane@example.com")
        await form.press("tab")
        await form.sees("Jane Smith", "Asia/Tokyo", "21:30 JST attendee")


async def test_the_attendees_timezone_starts_empty_and_is_shown_beside_mine_once_typed() -> None:
    async with story(chosen="evt_plain") as form:
        await form.sees("Fri 20 Nov 2026 13:30 CET · 12:30 UTC")
        await form.go_to("timezone")
        await form.type("america/new_y")
        await form.press("right", "tab")
        await form.sees("Fri 20 Nov 2026 13:30 CET · 07:30 EST attendee · 12:30 UTC", "America/New_York")


async def test_an_unknown_timezone_is_said_when_it_is_left_with_the_nearest_name() -> None:
    async with story(chosen="evt_plain") as form:
        await form.go_to("timezone")
        await form.type("Europe/Berln\n")
        await form.sees("did you mean Europe/Berlin?")


async def test_escape_closes_the_menu_first_and_then_leaves_without_asking() -> None:
    async with story() as form:
        await form.press("enter")
        await form.sees("Intro", "Plain")
        await form.press("escape")
        await form.sees_not("Plain")
        await form.press("escape")
        assert not isinstance(form.app.screen, BookingFormScreen)


async def test_leaving_the_form_does_not_take_back_what_is_being_sent() -> None:
    async with story(chosen="evt_plain") as form:
        await form.fill_in_attendee()
        await form.go_to("create")
        await form.press("enter", "escape")
        await form.sent()
        form.services.outbox.settle(ChangeState.DONE, booking_id="bkg_1")
        await form.press("tab")
        assert form.app.opened == []


async def test_hostile_names_are_shown_as_text_and_ids_go_back_as_they_came() -> None:
    bad = replace(event_type("Bad", field(0, "SELECT", HOSTILE, label=HOSTILE)), id="evt [/] #.x", name=HOSTILE)
    services = FakeServices([bad], FREE)
    services.reader.members = [Member("mem [/]", HOSTILE)]
    async with story(chosen="evt [/] #.x", services=services, size=(100, 60)) as form:
        await form.sees("[@click=app.quit]x[/] ␛[31mred")
        await form.fill_in_attendee()
        await form.go_to("field-0")
        await form.press("enter", "enter")
        await form.go_to("assign-to")
        await form.press("enter", "enter")
        await form.create()
        await form.sent()
        assert form.body["event_type_id"] == "evt [/] #.x"
        assert form.body["custom_fields"] == {"k0": HOSTILE}
        assert form.body["assign_to"] == "mem [/]"
        form.services.outbox.settle(ChangeState.REJECTED, error=HOSTILE)
        await form.sees("Create booking")
        assert "\x1b" not in form.screen
