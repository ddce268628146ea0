"""The attendee: known ones complete, cities find their timezones, a pasted person fills the fields."""

from slatis_tui.domain.models import Attendee, Booking, BookingRow
from slatis_tui.terminal.paste import MOST_BYTES
from tests.tui.booking_form_story import FREE, INTRO, PLAIN, NoSource, Story, story
from tests.tui.form_apps import HOSTILE, paste


class Kept(NoSource):
    """The whole answer of a known attendee's booking."""

    def booking(self, place: int) -> Booking:
        return Booking(ANA, Attendee("Ana Ruiz", "ana@x.io", "+34 600", "Europe/Madrid"), {}, {}, None, None, {})


def row(its_id: str, name: str, email: str, timezone: str, start: int) -> BookingRow:
    return BookingRow(its_id, "COMPLETED", start, start, name, email, timezone, "", "", "", "", Kept(), 0)


ANA = row("bkg_1", "Ana Ruiz", "ana@x.io", "Europe/Madrid", 5)
BO = row("bkg_2", "Bo Anders", "bo@y.io", "Asia/Tokyo", 9)
ODD = row("bkg_3", HOSTILE, "odd@z.io", "", 1)


async def know(form: Story, *rows: BookingRow) -> None:
    """The lists have loaded these bookings."""
    for one in rows:
        form.app.desk.store.put_answer(one)
    await form.go_to("phone")
    await form.go_to("name")


async def filled(form: Story, *texts: str) -> None:
    """Wait until the attendee's fields hold these."""

    def holds() -> bool:
        fields = form.app.screen.query_one("#form")
        inputs = [getattr(fields, name).value for name in ("name_input", "email", "phone", "timezone")]
        return inputs == list(texts)

    await form.until(holds, f"the fields to hold {texts}")


async def test_a_known_attendee_is_suggested_by_name_and_taking_them_fills_every_field() -> None:
    async with story(chosen="evt_plain", size=(100, 40)) as form:
        await know(form, ANA, BO)
        await form.type("rui")
        await form.sees("Ana Ruiz · ana@x.io")
        await form.sees_not("Bo Anders")
        await form.press("down", "enter")
        await filled(form, "Ana Ruiz", "ana@x.io", "+34 600", "Europe/Madrid")
        await form.sees_not("Enter takes it")
        assert form.is_on("email")


async def test_the_address_finds_them_too_and_who_comes_last_comes_first() -> None:
    async with story(chosen="evt_plain", size=(100, 40)) as form:
        await know(form, ANA, BO)
        await form.press("tab")
        await form.type("an")
        await form.sees("Ana Ruiz · ana@x.io", "Bo Anders · bo@y.io")
        await form.press("down", "down", "up", "enter")
        await filled(form, "Bo Anders", "bo@y.io", "+34 600", "Asia/Tokyo")


async def test_enter_without_a_look_at_the_suggestions_only_goes_on() -> None:
    async with story(chosen="evt_plain", size=(100, 40)) as form:
        await know(form, ANA)
        await form.type("Ana")
        await form.sees("Ana Ruiz · ana@x.io")
        await form.press("enter")
        assert form.is_on("email")
        await filled(form, "Ana", "", "", "")
        await form.sees_not("Ana Ruiz")


async def test_escape_closes_the_suggestions_and_then_leaves() -> None:
    async with story(chosen="evt_plain", size=(100, 40)) as form:
        await know(form, ANA)
        await form.type("Ana")
        await form.sees("Ana Ruiz · ana@x.io")
        await form.press("escape")
        await form.sees_not("Ana Ruiz · ana@x.io")
        await form.sees("New booking")
        await form.press("escape")
        await form.sees_not("New booking")


async def test_a_hostile_name_is_shown_as_text() -> None:
    async with story(chosen="evt_plain", size=(100, 40)) as form:
        await know(form, ODD)
        await form.press("tab")
        await form.type("odd@")
        await form.sees("[/] [@click=app.quit]x[/] ␛[31mred")
        assert "\u202e" not in form.screen


async def test_a_pasted_person_fills_the_fields() -> None:
    async with story(chosen="evt_plain", size=(100, 40)) as form:
        await form.go_to("name")
        await paste(form._pilot, "Ana Ruiz <ana@x.io> +34 600 123 456")
        await filled(form, "Ana Ruiz", "ana@x.io", "+34 600 123 456", "")


async def test_a_person_typed_as_one_text_is_taken_apart_when_the_field_is_left() -> None:
    async with story(chosen="evt_plain", size=(100, 40)) as form:
        await form.go_to("name")
        await form.type("Ana Ruiz <ana@x.io> +34 600 123 456")
        await form.press("tab")
        await filled(form, "Ana Ruiz", "ana@x.io", "+34 600 123 456", "")


async def test_a_paste_into_a_field_with_text_is_text() -> None:
    async with story(chosen="evt_plain", size=(100, 40)) as form:
        await form.go_to("name")
        await form.type("Dr ")
        await paste(form._pilot, "Ana Ruiz")
        await filled(form, "Dr Ana Ruiz", "", "", "")
        await paste(form._pilot, "x" * MOST_BYTES)
        await form.sees("its end is missing")


async def test_a_timezone_is_found_by_its_city_also_misspelt() -> None:
    async with story(chosen="evt_plain", size=(100, 40)) as form:
        await form.go_to("timezone")
        await form.type("tokio")
        await form.sees("Asia/Tokyo")
        await form.press("down", "enter")
        await filled(form, "", "", "", "Asia/Tokyo")
        await form.sees("21:30 JST attendee")


async def test_a_city_that_one_zone_has_becomes_it_when_the_field_is_left() -> None:
    async with story(chosen="evt_plain", size=(100, 40)) as form:
        await form.go_to("timezone")
        await form.type("new york\n")
        await filled(form, "", "", "", "America/New_York")
        await form.sees("07:30 EST attendee")
        await form.sees_not("No timezone")


async def test_metadata_is_one_pair_a_line() -> None:
    async with story(INTRO, PLAIN, chosen="evt_plain") as form:
        await form.fill_in_attendee()
        await form.go_to("metadata")
        await form.type("source=phone")
        await form.press("down")
        await form.type("note=Hello, you")
        await form.press("enter")
        assert form.is_on("create")
        await form.press("enter")
        await form.sent()
        assert form.body["metadata"] == {"source": "phone", "note": "Hello, you"}
        assert form.body["requested_time"] == "2026-11-20T12:30:00Z"
        assert FREE
