"""Each kind of custom field, filled in by keys."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from slatis_tui.domain.fields import Raw
from slatis_tui.domain.models import CustomField
from slatis_tui.widgets.choice_input import Choice, ChoiceInput, ChoiceMenu
from slatis_tui.widgets.date_input import DateInput
from slatis_tui.widgets.field_inputs import make_input
from slatis_tui.widgets.form_field import FormField
from slatis_tui.widgets.inline_inputs import AnyOf, OneOf, Tick
from slatis_tui.widgets.text_inputs import BlockInput, LineInput
from tests.tui.form_apps import EVERY_KIND, HOSTILE, SchemaApp, field, paste, screen_text, type_text


@asynccontextmanager
async def form(*fields: CustomField) -> AsyncIterator[tuple[SchemaApp, Pilot[None]]]:
    app = SchemaApp(fields)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        yield app, pilot


async def answer(fields: Sequence[CustomField], *keys: str) -> Raw:
    """What the first field holds after these keys."""
    async with form(*fields) as (app, pilot):
        await pilot.press(*keys)
        await pilot.pause()
        return app.form.answers()[fields[0].key]


def test_each_kind_has_its_input_and_an_unknown_one_is_typed() -> None:
    kinds = [type(make_input(one)) for one in EVERY_KIND]
    assert kinds == [
        LineInput, ChoiceInput, BlockInput, LineInput, LineInput, LineInput, LineInput, DateInput, Tick, AnyOf, OneOf,
        LineInput,
    ]  # fmt: skip


async def test_labels_stand_above_their_inputs_and_required_ones_end_in_a_star() -> None:
    async with form(field(0, "TEXT", label="Company", required=True), field(1, "TEXT", label="Floor")) as (app, pilot):
        await type_text(pilot, "Acme")
        await pilot.pause()
        lines = [line.strip(" ▌▎▊│┃") for line in screen_text(app).splitlines()]
        label = lines.index("Company *")
        assert lines[label + 1] == "Acme"
        assert "Floor" in lines


async def test_nothing_counts_as_answered_before_a_key_is_pressed() -> None:
    async with form(*EVERY_KIND) as (app, _):
        assert all(raw in (None, "", ()) for raw in app.form.answers().values())
        assert app.edits == []


async def test_typed_letters_are_text_whatever_they_mean_elsewhere() -> None:
    assert await answer([field(0, "TEXT")], "q", "question_mark", "B", "j", "slash") == "q?Bj/"


async def test_enter_goes_on_to_the_next_field() -> None:
    async with form(field(0, "TEXT"), field(1, "TEXT")) as (app, pilot):
        await pilot.press("a", "enter", "b")
        await pilot.pause()
        assert app.form.answers() == {"k0": "a", "k1": "b"}


async def test_ctrl_u_clears_the_whole_input_wherever_the_cursor_stands() -> None:
    assert await answer([field(0, "TEXT")], "a", "b", "c", "left", "left", "ctrl+u", "x") == "x"
    assert await answer([field(0, "TEXTAREA")], "a", "enter", "b", "up", "ctrl+u", "x") == "x"


async def test_coming_back_to_a_field_and_typing_adds_to_what_is_there() -> None:
    assert await answer([field(0, "TEXT"), field(1, "TEXT")], "a", "tab", "shift+tab", "b") == "ab"


async def test_a_paste_brings_its_first_line_into_a_line_and_all_of_them_into_a_block() -> None:
    async with form(field(0, "TEXT"), field(1, "TEXTAREA")) as (app, pilot):
        await paste(pilot, "\r\none\ttab\r\ntwo\x1b[31m\r\n")
        await pilot.press("tab")
        await paste(pilot, "one\r\ntwo\x1b[31m\x00")
        assert app.form.answers() == {"k0": "one tab", "k1": "one\ntwo[31m"}


async def test_a_paste_goes_nowhere_when_a_choice_has_the_focus() -> None:
    async with form(field(0, "SELECT", "Red", "Green"), field(1, "TEXT")) as (app, pilot):
        await paste(pilot, "Green\nmore")
        assert app.form.answers() == {"k0": None, "k1": ""}


async def test_in_a_textarea_enter_is_a_new_line_and_tab_moves_on() -> None:
    async with form(field(0, "TEXTAREA"), field(1, "TEXT")) as (app, pilot):
        await pilot.press("a", "enter", "b", "tab", "c")
        await pilot.pause()
        assert app.form.answers() == {"k0": "a\nb", "k1": "c"}


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (["enter", "enter"], "Red"),
        (["enter", "down", "enter"], "Green"),
        (["enter", "end", "home", "enter"], "Red"),
        (["enter", "end", "enter"], "Blue"),
        (["enter", "b", "enter"], "Blue"),
        (["enter", "r", "e", "e", "enter"], "Green"),
        (["g", "enter"], "Green"),
        (["enter", "down", "enter", "enter", "down", "enter"], "Blue"),
        (["enter", "down", "escape"], None),
        (["enter", "down", "tab"], None),
        (["enter", "enter", "ctrl+u"], None),
        (["enter", "enter", "backspace"], None),
        (["enter", "z", "z", "backspace", "enter"], "Red"),
    ],
)
async def test_a_choice_opens_with_enter_and_is_chosen_with_arrows_home_letters_and_enter(
    keys: list[str], chosen: str | None
) -> None:
    assert await answer([EVERY_KIND[1], field(2, "TEXT")], *keys) == chosen


async def test_keys_that_come_before_the_menu_was_drawn_do_no_harm() -> None:
    async with form(field(0, "SELECT", "Red", "Green")) as (app, pilot):
        choice = app.query_one(ChoiceInput)
        choice.action_open()
        menu = choice.query_one(ChoiceMenu)
        for action in ("page_down", "page_up"):
            await menu.run_action(action)
        await pilot.pause()
        await pilot.press("pagedown", "enter")
        await pilot.pause()
        assert choice.raw == "Green"


async def test_after_choosing_the_focus_is_back_and_tab_goes_to_the_next_field() -> None:
    async with form(EVERY_KIND[1], field(2, "TEXT")) as (app, pilot):
        await pilot.press("enter", "down", "enter", "tab", "x")
        await pilot.pause()
        assert app.form.answers() == {"k1": "Green", "k2": "x"}


async def test_an_open_menu_shows_every_option_under_its_field() -> None:
    async with form(EVERY_KIND[1], field(2, "TEXT")) as (app, pilot):
        await pilot.press("enter")
        await pilot.pause()
        assert all(option in screen_text(app) for option in ("Red", "Green", "Blue"))
        await pilot.press("escape")
        await pilot.pause()
        assert "Green" not in screen_text(app)


@pytest.mark.parametrize(
    ("keys", "marked"),
    [
        (["space"], "Yes"),
        (["down", "space"], "No"),
        (["down", "down", "down", "space"], "Later"),
        (["space", "down", "space"], "No"),
        (["space", "space"], "Yes"),
        (["end", "space", "home", "space"], "Yes"),
        (["down", "down"], None),
        (["space", "ctrl+u"], None),
        (["q", "x"], None),
    ],
)
async def test_a_radio_is_marked_with_arrows_and_space(keys: list[str], marked: str | None) -> None:
    assert await answer([EVERY_KIND[10]], *keys) == marked


@pytest.mark.parametrize(
    ("keys", "marked"),
    [
        (["space"], ("Tea",)),
        (["end", "space", "home", "space"], ("Tea", "Water")),
        (["space", "down", "space", "up", "space"], ("Coffee",)),
        (["space", "ctrl+u"], ()),
    ],
)
async def test_several_are_marked_with_arrows_and_space(keys: list[str], marked: tuple[str, ...]) -> None:
    """They are given in the order of the options, whatever the order of the marking."""
    assert await answer([EVERY_KIND[9]], *keys) == marked


@pytest.mark.parametrize(
    ("keys", "ticked"), [([], None), (["space"], True), (["space", "space"], False), (["space", "ctrl+u"], None)]
)
async def test_space_ticks_a_box_and_one_never_touched_is_neither(keys: list[str], ticked: bool | None) -> None:
    assert await answer([EVERY_KIND[8]], *keys) is ticked


async def test_enter_goes_on_from_inline_choices_and_boxes() -> None:
    async with form(EVERY_KIND[8], EVERY_KIND[9], EVERY_KIND[10], field(11, "TEXT")) as (app, pilot):
        await pilot.press("space", "enter", "space", "enter", "space", "enter", "x")
        await pilot.pause()
        assert app.form.answers() == {"k8": True, "k9": ("Tea",), "k10": "Yes", "k11": "x"}


async def test_a_long_inline_choice_shows_the_part_around_its_cursor() -> None:
    options = [f"Option {place}" for place in range(50)]
    async with form(field(0, "RADIO", *options)) as (app, pilot):
        assert "Option 7" in screen_text(app)
        assert "Option 8" not in screen_text(app)
        await pilot.press("end", "space")
        await pilot.pause()
        assert "(•) Option 49" in screen_text(app)


async def test_hostile_labels_and_options_are_shown_as_text_and_sent_back_as_they_came() -> None:
    kinds = ("SELECT", "RADIO", "MULTI_SELECT")
    fields = [field(place, kind, HOSTILE, "plain", label=HOSTILE) for place, kind in enumerate(kinds)]
    async with form(*fields, field(9, "TEXT", label=HOSTILE, required=True)) as (app, pilot):
        await pilot.press("enter", "enter", "tab", "space", "tab", "space", "tab")
        await type_text(pilot, "x")
        for row in app.form.query(FormField):
            row.show_problem(HOSTILE)
        await pilot.pause()
        shown = screen_text(app)
        assert app.form.answers() == {"k0": HOSTILE, "k1": HOSTILE, "k2": (HOSTILE,), "k9": "x"}
        assert "[/] [@click=app.quit]x[/] ␛[31mred" in shown
        assert "\x1b" not in shown
        assert "\u202e" not in shown


async def test_another_schema_keeps_what_was_answered_under_equal_keys() -> None:
    async with form(field(0, "TEXT"), field(1, "TEXT"), EVERY_KIND[10]) as (app, pilot):
        await pilot.press("a", "tab", "b", "tab", "space")
        await app.form.show_fields([field(1, "TEXT"), field(5, "TEXT")])
        assert app.form.answers() == {"k1": "b", "k5": ""}
        await app.form.show_fields([EVERY_KIND[10], field(0, "TEXT")])
        assert app.form.answers() == {"k10": "Yes", "k0": "a"}


async def test_an_answer_that_the_new_schema_does_not_offer_is_left_empty() -> None:
    async with form(EVERY_KIND[1]) as (app, pilot):
        await pilot.press("enter", "enter")
        await app.form.show_fields([field(1, "SELECT", "Black", "White")])
        assert app.form.answers() == {"k1": None}


async def test_a_cleared_answer_does_not_come_back_with_the_schema() -> None:
    async with form(field(0, "TEXT")) as (app, pilot):
        await pilot.press("a")
        await app.form.show_fields([field(1, "TEXT")])
        await app.form.show_fields([field(0, "TEXT"), field(1, "TEXT")])
        await pilot.press("tab", "ctrl+u")
        await app.form.show_fields([field(2, "TEXT")])
        await app.form.show_fields([field(0, "TEXT")])
        assert app.form.answers() == {"k0": ""}


async def test_two_fields_of_one_key_and_fields_with_odd_keys_do_no_harm() -> None:
    fields = [CustomField("", key, "", "TEXT", False, 0) for key in ("k", "k", "", "a b#c.d", HOSTILE)]
    async with form(*fields) as (app, pilot):
        await pilot.press("tab", "x")
        await pilot.pause()
        assert app.form.answers()["k"] == "x"


async def test_a_choice_takes_other_entries_and_an_unknown_value_without_raising() -> None:
    async with form(EVERY_KIND[1]) as (app, pilot):
        choice = app.query_one(ChoiceInput)
        choice.raw = "no such"
        assert app.form.answers() == {"k1": None}
        choice.raw = "Green"
        choice.offer([Choice("Green", "Green"), Choice("x", "X")])
        assert app.form.answers() == {"k1": "Green"}
        await pilot.press("enter")
        choice.offer([])
        await pilot.press("enter", "space", "a")
        assert app.form.answers() == {"k1": None}
