"""Custom fields as one answers them: checked once they were left, stepped, searched, forty of them."""

from dataclasses import replace
from datetime import date

from slatis_tui.domain.changes import ChangeState
from tests.tui.booking_form_fakes import FakeServices
from tests.tui.booking_form_story import FREE, event_type, story
from tests.tui.form_apps import field


async def test_an_answer_is_checked_once_its_field_was_left_and_then_with_every_key() -> None:
    bounded = replace(field(0, "NUMBER", label="Seats", required=True), minimum=1.0, maximum=50.0)
    async with story(event_type("One", bounded), chosen="evt_one") as form:
        await form.go_to("field-0")
        await form.sees("a number from 1 to 50")
        await form.type("99")
        await form.sees_not("Write a number")
        await form.press("tab")
        await form.sees("Write a number from 1 to 50")
        await form.press("shift+tab", "backspace")
        await form.sees_not("Write a number from 1 to 50")
        await form.type("9")
        await form.sees("Write a number from 1 to 50")


async def test_a_required_field_that_is_only_passed_by_says_nothing() -> None:
    async with story(event_type("One", field(0, "TEXT", label="Company", required=True)), chosen="evt_one") as form:
        await form.go_to("field-0")
        await form.press("tab")
        await form.sees_not("This is required")


async def test_an_address_is_checked_when_it_is_left() -> None:
    async with story(event_type("One"), chosen="evt_one") as form:
        await form.go_to("email")
        await form.type("jane")
        await form.sees_not("Not an e-mail address")
        await form.press("tab")
        await form.sees("Not an e-mail address; write it like jane@example.com")


async def test_a_date_is_stepped_by_arrows_or_typed_by_its_name() -> None:
    fields = (field(0, "DATE", label="Launch"), field(1, "DATE", label="End"))
    async with story(event_type("One", *fields), chosen="evt_one") as form:
        await form.sees("13:30 CET")
        await form.fill_in_attendee()
        await form.go_to("field-0")
        await form.press("up", "up", "up", "down")
        await form.sees("2026-11-21", "Sat 21 Nov 2026")
        await form.press("pageup")
        await form.sees("2026-12-21", "Mon 21 Dec 2026")
        await form.press("tab")
        await form.type("fri")
        await form.sees("Fri 20 Nov 2026")
        await form.press("enter")
        await form.sees("2026-11-20")
        await form.create()
        await form.sent()
        assert form.body["custom_fields"] == {"k0": "2026-12-21", "k1": date(2026, 11, 20).isoformat()}


async def test_many_options_are_found_by_typing_and_few_are_not_searched() -> None:
    many = field(0, "MULTI_SELECT", *(f"Option {number:02}" for number in range(30)), label="Topics")
    few = field(1, "MULTI_SELECT", "Tea", "Coffee", label="Drink")
    async with story(event_type("One", many, few), chosen="evt_one", size=(80, 30)) as form:
        await form.sees("13:30 CET")
        await form.fill_in_attendee()
        await form.go_to("field-0")
        await form.type("17")
        await form.sees("1 of 30 with “17”")
        await form.press("space", "backspace", "backspace")
        await form.type("29")
        await form.press("space")
        await form.sees("2 of 30 ticked")
        await form.press("escape")
        await form.sees("Option 00")
        await form.press("enter")
        assert form.is_on("field-1")
        await form.type("c")
        await form.press("space")
        await form.create()
        await form.sent()
        assert form.body["custom_fields"] == {"k0": ["Option 17", "Option 29"], "k1": ["Tea"]}


async def test_forty_fields_scroll_and_a_key_jumps_from_problem_to_problem() -> None:
    fields = [field(place, "TEXT", label=f"Field {place}", required=place % 10 == 5) for place in range(40)]
    services = FakeServices([event_type("Forty", *fields)], FREE)
    async with story(chosen="evt_forty", services=services) as form:
        await form.sees("13:30 CET")
        await form.fill_in_attendee()
        await form.create()
        for place in (5, 15, 25, 35, 5):
            assert form.is_on(f"field-{place}")
            await form.sees(f"Field {place} *", "f8 problem")
            await form.press("f8")
        for place in (15, 25, 35, 5):
            assert form.is_on(f"field-{place}")
            await form.type("x")
            await form.press("f8")
        await form.sees("No field has a problem")
        await form.create()
        await form.sent()
        details = (("k39", "too short"),)
        rejected = replace(services.outbox.changes[-1], state=ChangeState.REJECTED, error="no", problems=details)
        services.outbox.tell(rejected)
        await form.sees("too short")
        assert form.is_on("field-39")


async def test_before_it_is_sent_the_key_finds_what_is_still_missing() -> None:
    fields = [field(0, "TEXT", label="Company", required=True), field(1, "TEXT", label="Goal", required=True)]
    async with story(event_type("One", *fields), chosen="evt_one") as form:
        await form.sees("Company *")
        await form.fill_in_attendee()
        for place in (0, 1):
            await form.press("f8")
            await form.sees("This is required")
            assert form.is_on(f"field-{place}")
            await form.type("x")
        await form.press("f8")
        await form.sees("No field has a problem")
        assert not form.services.outbox.intents


async def test_an_event_type_without_fields_leaves_no_gap_in_the_form() -> None:
    async with story(chosen="evt_plain", services=FakeServices([event_type("Plain")], FREE), size=(80, 50)) as form:
        await form.sees("13:30 CET", "a city finds it", "Assign to", "Create booking")
        lines = [line.strip() for line in form.screen.splitlines()]
        assert lines.index("Assign to") - next(at for at, line in enumerate(lines) if "a city finds it" in line) == 2
