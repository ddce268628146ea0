"""The lines around every screen: header, key hints, and the tabs of a list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import Static

from slatis_tui.presentation.frame import Span, hints_line, tabs
from slatis_tui.widgets.content import to_content


class FrameLine(Static):
    """One line of the frame. Its size never changes, so showing something new costs no layout."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id, markup=False)
        self._spans: list[Span] = []

    def show(self, spans: list[Span]) -> None:
        """Show these spans, unless they stand there already."""
        if spans != self._spans:
            self._spans = spans
            self.update(to_content([spans]), layout=False)

    @property
    def room(self) -> int:
        """How many cells it has, or will have once it has a size."""
        return self.size.width or self.app.size.width


class OutboxStrip(FrameLine):
    """The line of what waits and how the last change went; a refusal is told to its end, however narrow the window."""

    _MOST_LINES = 3

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines = 1

    def show(self, spans: list[Span]) -> None:
        """Show these spans, on more than one line only where they end in an error."""
        super().show(spans[1:] if spans[:1] == [(" ", "")] else spans)  # the margin of every line is its padding
        self._fit()

    def on_resize(self) -> None:
        """As many lines as it takes at this width."""
        self._fit()

    def _fit(self) -> None:
        is_told_whole = bool(self._spans) and self._spans[-1][1] == "error"
        height = to_content([self._spans]).get_height({}, self.room) if is_told_whole else 1
        lines = min(height, self._MOST_LINES)
        if lines != self._lines:
            self._lines = lines
            self.styles.height = lines
            self.styles.text_wrap = "nowrap" if lines == 1 else "wrap"


class FrameHeader(FrameLine):
    """The header line."""

    _words: Callable[[int], list[Span]] | None = None

    def show_fitted(self, words: Callable[[int], list[Span]]) -> None:
        """Show what `words` gives for a width, now and at every other width."""
        self._words = words
        self.show(words(self.room))

    def on_resize(self) -> None:
        """Fit it anew."""
        if self._words is not None:
            self.show(self._words(self.room))


class KeyHints(FrameLine):
    """The footer line: what the keys do here."""

    def __init__(self, hints: Sequence[tuple[str, str]], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._hints = list(hints)
        self._dimmed: frozenset[str] = frozenset()

    def on_mount(self) -> None:
        """Show the hints as soon as the width is known."""
        self._fit()

    def on_resize(self) -> None:
        """Show as many as fit."""
        self._fit()

    def set_hints(self, hints: Sequence[tuple[str, str]]) -> None:
        """Other hints, for another focus."""
        self._hints = list(hints)
        self._fit()

    def dim(self, words: frozenset[str]) -> None:
        """Show these words as what the server has refused."""
        if words != self._dimmed:
            self._dimmed = words
            self._fit()

    def _fit(self) -> None:
        self.show(hints_line(self._hints, self.room, self._dimmed))


class TabLine(FrameLine):
    """The tabs of a screen, with their counts; a click chooses one."""

    @dataclass
    class Chosen(Message):
        """The tab at this place was clicked."""

        place: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._items: Sequence[tuple[str, str, str, bool]] = ()
        self._ends: list[int] = []

    def show_tabs(self, items: Sequence[tuple[str, str, str, bool]]) -> None:
        """Show tabs of (key, title, count, whether it is the open one)."""
        self._items = items
        self._fit()

    def on_resize(self) -> None:
        """Fit them anew."""
        self._fit()

    def _fit(self) -> None:
        parts = tabs(self._items, self.room)
        end = 0
        self._ends = [end := end + sum(len(text) for text, _ in spans) for spans in parts]
        self.show([span for spans in parts for span in spans])

    def on_click(self, event: events.Click) -> None:
        """Say which tab was hit."""
        for place, end in enumerate(self._ends):
            if event.x < end:
                self.post_message(self.Chosen(place))
                return
