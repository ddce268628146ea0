"""The themes can be read: in true colour, in 256 colours, in 16, and without any."""

from itertools import product

import pytest
from rich.color import ColorSystem
from textual.color import Color
from textual.filter import Monochrome
from textual.strip import Strip
from textual.style import Style
from textual.theme import BUILTIN_THEMES, Theme

from slatis_tui.theme import STYLES, THEMES, textual_style

ENOUGH = 4.5
"""The contrast that WCAG 2.1 asks of text (level AA)."""
BACKGROUNDS = (
    "background",
    "surface",
    "panel",
    "error-muted",
    "block-cursor-background",
    "block-cursor-blurred-background",
)
THEME_IDS = [theme.name for theme in THEMES]


def variables(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def style_of(name: str, values: dict[str, str]) -> Style:
    """The style of that name, with a theme's variables."""
    return Style.parse(textual_style(name), values)


def shown(name: str, theme: Theme, background: str) -> tuple[Color, Color]:
    """Foreground and background of a style on one of the theme's backgrounds, as drawn."""
    values = variables(theme)
    base = Style(Color.parse(values[background]), Color.parse(values["foreground"]))
    drawn = (base + style_of(name, values)).rich_style
    assert drawn.color is not None
    assert drawn.bgcolor is not None
    return Color.from_rich_color(drawn.color), Color.from_rich_color(drawn.bgcolor)


@pytest.mark.parametrize("theme", THEMES, ids=THEME_IDS)
def test_every_style_has_enough_contrast_on_every_background(theme: Theme) -> None:
    poor = [
        (name, background)
        for name, background in product(STYLES, BACKGROUNDS)
        if _contrast(*shown(name, theme, background)) < ENOUGH
    ]
    assert poor == []


@pytest.mark.parametrize("system", [ColorSystem.EIGHT_BIT, ColorSystem.STANDARD])
@pytest.mark.parametrize("theme", THEMES, ids=THEME_IDS)
def test_no_style_vanishes_in_a_terminal_with_few_colours(theme: Theme, system: ColorSystem) -> None:
    vanished = []
    for name, background in product(STYLES, BACKGROUNDS):
        foreground, behind = shown(name, theme, background)
        if foreground.rich_color.downgrade(system) == behind.rich_color.downgrade(system):
            vanished.append((name, background))
    assert vanished == []


@pytest.mark.parametrize("theme", [*THEMES, *BUILTIN_THEMES.values()], ids=lambda theme: theme.name)
def test_every_style_is_made_of_variables_that_any_theme_has(theme: Theme) -> None:
    values = variables(theme)
    for name, words in STYLES.items():
        for word in words.split():
            if word.startswith("$"):
                assert word.removeprefix("$") in values, name


def test_the_modes_are_told_apart_and_live_most_of_all() -> None:
    for theme in THEMES:
        badges = {name: shown(name, theme, "panel") for name in ("badge-demo", "badge-test")}
        assert badges["badge-demo"] != badges["badge-test"]
        live = style_of("badge-live", variables(theme))
        assert live.reverse
        assert live.bold
        assert {shown("badge-live", theme, background) for background in BACKGROUNDS} == {
            shown("badge-live", theme, "panel")
        }, "whatever the frame's colour is, the badge keeps its own"


def test_live_stays_marked_without_colours() -> None:
    """NO_COLOR leaves attributes alone."""
    for theme in THEMES:
        live = style_of("badge-live", variables(theme)).rich_style
        (segment,) = Strip.blank(4, live).apply_filter(Monochrome(), Color.parse("black"))
        assert segment.style is not None
        assert segment.style.reverse


def test_a_name_that_nobody_declared_is_no_style_and_no_error() -> None:
    assert style_of("no such style", {}) == Style.null()


def _contrast(one: Color, other: Color) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
