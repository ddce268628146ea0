"""`When`: typed, understood, or picked from the grid of free slots."""

from slatis_tui.errors import Forbidden
from tests.tui.booking_form_fakes import FakeServices
from tests.tui.booking_form_story import FREE, INTRO, PLAIN, slots, story


async def test_a_typed_time_is_understood_at_once_and_may_be_outside_the_free_slots() -> None:
    async with story(chosen="evt_plain") as form:
        await form.go_to("when")
        await form.sees("2026-11-20 13:30")
        await form.type("mon 14:00")
        await form.sees("Mon 23 Nov 2026 14:00 CET · 13:00 UTC")
        await form.sees_not("outside the free slots")
        await form.press("ctrl+u")
        await form.type("mon 14:01")
        await form.sees("Mon 23 Nov 2026 14:01 CET · 13:01 UTC", "outside the free slots")
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
        assert form.body["requested_time"] == "2026-11-23T13:01:00Z"


async def test_a_day_beyond_those_loaded_is_asked_for_before_a_time_is_called_outside() -> None:
    async with story(chosen="evt_plain") as form:
        await form.go_to("when")
        await form.press("ctrl+u")
        await form.type("2027-03-01 10:00")
        await form.sees("Mon 1 Mar 2027 10:00 CET", "outside the free slots")
        assert [str(first) for _, first, _ in form.services.reader.asked][-1] == "2027-03-01"


async def test_a_typed_time_is_not_replaced_when_the_slots_arrive() -> None:
    async with story(size=(80, 40)) as form:
        await form.go_to("when")
        await form.type("mon 15:00")
        await form.go_to("event-type")
        await form.press("enter", "enter")
        await form.sees("Company *", "mon 15:00", "Mon 23 Nov 2026 15:00 CET", "outside the free slots")


async def test_a_time_that_nobody_touched_follows_the_first_slot_of_the_event_type() -> None:
    services = FakeServices([INTRO, PLAIN], FREE)
    async with story(chosen="evt_intro", services=services) as form:
        await form.sees("2026-11-20 13:30")
        services.reader.slots = slots("2026-11-25T09:00Z")
        await form.go_to("event-type")
        await form.press("enter", "end", "enter")
        await form.sees("2026-11-25 10:00", "Wed 25 Nov 2026 10:00 CET")


async def test_what_is_no_time_is_said_under_it_and_keeps_the_form_from_being_sent() -> None:
    async with story(chosen="evt_plain") as form:
        await form.go_to("when")
        await form.type("25:00")
        await form.sees("Type a time of day from 0:00 to 23:59")
        await form.fill_in_attendee()
        await form.create()
        assert form.is_on("when")
        assert form.services.outbox.intents == []
        assert form.screen.count("Type a time of day from 0:00 to 23:59") == 1


async def test_an_empty_time_is_a_problem() -> None:
    async with story(chosen="evt_plain", services=FakeServices([PLAIN])) as form:
        await form.fill_in_attendee()
        await form.create()
        assert form.is_on("when")
        await form.sees("Type a time, or pick a free slot")


async def test_a_time_in_the_hour_that_comes_twice_offers_both_with_their_offsets() -> None:
    async with story(chosen="evt_plain") as form:
        await form.go_to("when")
        await form.press("ctrl+u")
        await form.type("2027-10-31 02:30")
        await form.sees("+02:00 (CEST, the first)", "+01:00 (CET, the second)")
        await form.type(" second")
        await form.sees("Sun 31 Oct 2027 02:30 CET · 01:30 UTC")
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
        assert form.body["requested_time"] == "2027-10-31T01:30:00Z"


async def test_a_time_that_the_clocks_skip_is_refused_with_the_minutes_around_it() -> None:
    async with story(chosen="evt_plain") as form:
        await form.go_to("when")
        await form.press("ctrl+u")
        await form.type("2027-03-28 02:30")
        await form.sees("01:59 CET", "03:00 CEST")


async def test_down_enters_the_grid_and_enter_takes_the_slot() -> None:
    async with story(chosen="evt_plain") as form:
        await form.go_to("when")
        await form.press("down")
        await form.sees("Fri 20 Nov", "Mon 23 Nov", "14:00")
        await form.press("right", "enter")
        await form.sees("2026-11-23 14:00", "Mon 23 Nov 2026 14:00 CET · 13:00 UTC")
        await form.sees_not("Enter takes it")
        assert form.is_on("when")
        await form.press("tab")
        assert form.is_on("name")


async def test_escape_and_up_leave_the_grid_without_a_pick() -> None:
    async with story(chosen="evt_plain") as form:
        await form.go_to("when")
        for key in ("escape", "up"):
            await form.press("down", "down", "up", key)
            await form.sees_not("Enter takes it")
            assert form.is_on("when")
        await form.sees("2026-11-20 13:30")


async def test_right_past_the_last_day_asks_for_later_ones() -> None:
    services = FakeServices([PLAIN], [*FREE, *slots("2026-12-09T09:00Z")])
    async with story(chosen="evt_plain", services=services) as form:
        await form.go_to("when")
        await form.press("down", "right", "right")
        await form.sees("Wed 9 Dec")
        await form.press("enter")
        await form.sees("2026-12-09 10:00")
        assert [(str(first), str(last)) for _, first, last in services.reader.asked][:3] == [
            ("2026-11-20", "2026-11-26"), ("2026-11-27", "2026-12-03"), ("2026-12-04", "2026-12-10"),
        ]  # fmt: skip


async def test_weeks_without_a_free_slot_are_passed_over_and_said() -> None:
    async with story(chosen="evt_plain", services=FakeServices([PLAIN])) as form:
        await form.sees("no free slots until Thu 17 Dec")
        await form.go_to("when")
        await form.press("down")
        await form.sees("PgUp PgDn week", "no free slots until Thu 17 Dec")
        assert form.screen.count("no free slots") == 1
        await form.press("escape")
        await form.go_to("when")
        await form.type("2026-12-24 10:00")
        await form.sees("Thu 24 Dec 2026 10:00 CET")


async def test_slots_that_can_not_be_read_do_not_keep_anyone_from_booking() -> None:
    services = FakeServices([PLAIN])
    services.reader.slots_error = Forbidden("missing scope", status=403, code="forbidden", request_id="req_1")
    async with story(chosen="evt_plain", services=services) as form:
        await form.sees("free slots could not be loaded", "forbidden", "req_1")
        await form.go_to("when")
        await form.type("tomorrow 9:30")
        await form.fill_in_attendee()
        await form.create()
        await form.sent()
        assert form.body["requested_time"] == "2026-11-21T08:30:00Z"


async def test_the_attendees_time_stands_beside_mine_in_the_grid_and_below_it_in_full() -> None:
    async with story(chosen="evt_plain") as form:
        await form.go_to("timezone")
        await form.type("Asia/Tokyo\n")
        await form.go_to("when")
        await form.press("down")
        await form.sees("13:30 21:30", "14:00 22:00", "Fri 20 Nov 2026 13:30 CET · 21:30 JST attendee · 12:30 UTC")
        await form.press("right", "down")
        await form.sees("Mon 23 Nov 2026 14:00 CET · 22:00 JST attendee · 13:00 UTC")


async def test_an_attendee_on_another_day_is_marked_so_in_the_grid() -> None:
    free = slots("2026-11-20T21:30Z", "2026-11-24T08:00Z")
    async with story(chosen="evt_plain", services=FakeServices([PLAIN], free)) as form:
        await form.go_to("timezone")
        await form.type("Pacific/Auckland\n")
        await form.go_to("when")
        await form.press("down")
        await form.sees("22:30 10:30+1", "09:00 21:00")


async def test_the_grid_turns_its_pages_by_week_and_loads_the_next_week_before_it_is_wanted() -> None:
    free = slots(*(f"2026-{day}T09:00Z" for day in ("11-20", "11-24", "11-30", "12-01", "12-08", "12-10")))
    services = FakeServices([PLAIN], free)
    async with story(chosen="evt_plain", services=services) as form:
        await form.go_to("when")
        await form.press("down")
        await form.sees("Mon 30 Nov", "Tue 1 Dec")
        assert [str(first) for _, first, _ in services.reader.asked] == ["2026-11-20", "2026-11-27"]
        await form.press("pagedown")
        await form.sees("Mon 30 Nov 2026 10:00 CET")
        await form.sees_not("Tue 24 Nov")
        await form.press("pagedown")
        await form.sees("Tue 8 Dec 2026 10:00 CET")
        await form.press("pageup")
        await form.sees("Tue 1 Dec 2026 10:00 CET")
        await form.press("pageup", "pageup", "enter")
        await form.sees("2026-11-20 10:00")


async def test_another_zone_on_screen_keeps_the_moment_that_was_typed() -> None:
    async with story(chosen="evt_plain") as form:
        await form.go_to("when")
        await form.type("mon 14:00")
        await form.sees("Mon 23 Nov 2026 14:00 CET")
        form.app.desk.next_zone()
        form.app.desk.next_zone()
        await form.sees("2026-11-23 13:00", "Mon 23 Nov 2026 13:00 UTC")
        await form.sees_not("outside the free slots")
        await form.press("ctrl+u")
        await form.type("mon 14:00")
        await form.sees("Mon 23 Nov 2026 14:00 UTC", "outside the free slots")


async def test_in_the_attendees_zone_the_form_shows_and_takes_their_time() -> None:
    async with story(chosen="evt_plain", size=(80, 40)) as form:
        form.app.desk.next_zone()
        await form.go_to("timezone")
        await form.type("America/New_York\n")
        await form.sees("2026-11-20 07:30", "Fri 20 Nov 2026 07:30 EST")


async def test_the_grid_opens_at_the_day_that_was_typed_however_far_it_is() -> None:
    services = FakeServices([PLAIN], [*FREE, *slots("2026-12-10T09:00Z", "2027-03-01T08:00Z", "2027-03-02T08:00Z")])
    async with story(chosen="evt_plain", services=services) as form:
        for typed, heading, taken in (("2026-12-10 10:00", "Thu 10 Dec", "2026-12-10 10:00"),
                                      ("2027-03-01 12:00", "Mon 1 Mar", "2027-03-01 09:00")):  # fmt: skip
            await form.go_to("when")
            await form.press("ctrl+u")
            await form.type(typed)
            await form.press("down")
            await form.sees(heading)
            await form.press("enter")
            await form.sees(taken)
            await form.press("tab")


async def test_the_attendees_day_stands_under_the_time_and_follows_the_cursor_of_the_grid() -> None:
    async with story(chosen="evt_plain", size=(80, 40)) as form:
        await form.go_to("timezone")
        await form.type("America/New_York")
        await form.go_to("when")
        await form.sees("00 ░░░░░░░█──────────────░░ 24 attendee's day, 07:30 EST")
        await form.press("down", "right", "up")
        await form.sees("00 ░░░█░░░───────────────░░ 24 attendee's day, 03:00 EST, at night")
        await form.press("escape")
        await form.sees("24 attendee's day, 07:30 EST")
        await form.press("ctrl+u")
        await form.type("2027-03-29 13:30")
        await form.sees("Clocks change before then in Europe/Berlin: +1 h on Sun 28 Mar 2027")
        await form.sees("Clocks change before then in America/New_York: +1 h on Sun 14 Mar 2027")
