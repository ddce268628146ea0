"""Lines of spans on the screen: plain text in the theme's styles."""

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from slatis_tui.presentation.lines import Line
from slatis_tui.theme import THEMES
from slatis_tui.widgets.content import to_content


class ContentApp(App[None]):
    """One block of text."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.lines = lines

    def compose(self) -> ComposeResult:
        yield Static(to_content(self.lines))

    def colours(self) -> set[str]:
        """The colours of the first line of the block."""
        strip = self.query_one(Static).render_line(0)
        return {segment.style.color.name for segment in strip if segment.style and segment.style.color}


def test_lines_stand_below_each_other_and_empty_ones_stay() -> None:
    lines: list[Line] = [[("a", "muted"), ("b", "")], [], [("c", "no such style")]]
    assert to_content(lines).plain == "ab\n\nc"
    assert to_content([]).plain == ""


@pytest.mark.parametrize("text", ["[/]", "[@click=app.quit]press[/]", "[red]x", "$error", "[", "\\[b]"])
async def test_text_is_never_read_as_markup(text: str) -> None:
    app = ContentApp([[(text, "error")]])
    async with app.run_test(notifications=True, tooltips=True) as pilot:
        await pilot.click(Static, offset=(2, 0))
        await pilot.pause()
        assert app.query_one(Static).render_line(0).text.rstrip() == text
        assert app.is_running


async def test_styles_follow_the_theme() -> None:
    app = ContentApp([[("text", "warning")]])
    async with app.run_test() as pilot:
        dark = app.colours()
        app.theme = THEMES[1].name
        await pilot.pause()
        assert app.colours() != dark
