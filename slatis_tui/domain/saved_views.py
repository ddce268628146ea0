"""Views of the operator's own: a view to start from, filters, a text and an order, under a name.

Days stay as they were typed: `today` means another day tomorrow.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from slatis_tui.domain.instants import to_wire
from slatis_tui.domain.sorting import Sort
from slatis_tui.domain.views import LAST_WEEK, VIEWS, Filters, Moment, View, find_view, plain_name

KEYS = ("6", "7", "8", "9")
"""Of saved views, in the order in which they were saved."""
LONGEST_NAME = 30


class SavedView(NamedTuple):
    """A saved view, as the config file has it. What is empty filters nothing."""

    name: str
    view: str = "all"
    """The view that it starts from."""
    status: str = ""
    event_type_id: str = ""
    assigned_to_id: str = ""
    attendee_email: str = ""
    start: str = ""
    """The first day, as typed."""
    end: str = ""
    """The last day, as typed."""
    text: str = ""
    """What is looked for in what is loaded."""
    sort: Sort | None = None

    def filters(self, moment: Moment) -> Filters:
        """Its filters with the days that are meant at that moment; a day that is none filters nothing."""
        return Filters(
            self.status,
            self.event_type_id,
            self.assigned_to_id,
            self.attendee_email,
            _edge(self.start, moment, is_end=False),
            _edge(self.end, moment, is_end=True),
            self.start,
            self.end,
        )

    def narrowed(self, filters: Filters, text: str, sort: Sort, name: str) -> "SavedView":
        """This one with these filters on top, under another name."""
        return SavedView(
            name,
            self.view,
            filters.status or self.status,
            filters.event_type_id or self.event_type_id,
            filters.assigned_to_id or self.assigned_to_id,
            filters.attendee_email or self.attendee_email,
            filters.start_text or _written(filters.start_date) or self.start,
            filters.end_text or _written(filters.end_date) or self.end,
            text,
            sort,
        )


class ViewKeeper(Protocol):
    """Keeps views from one run to the next."""

    def save(self, view: SavedView) -> None:
        """Write it down, in the place of one of the same name. Called in a thread.

        Raises:
            SlatisError: it could not be written; nothing was changed.
        """
        ...

    def remember(self, name: str) -> None:
        """The view of that name was used last. Called in a thread; what can't be remembered is forgotten."""
        ...


class NotKept(ViewKeeper):
    """Keeps nothing."""

    def save(self, view: SavedView) -> None:
        """Not at all."""

    def remember(self, name: str) -> None:
        """Not at all."""


def views_of(saved: Sequence[SavedView]) -> tuple[View, ...]:
    """The views of the console: its own, then the saved ones, of which the first have keys."""
    keys = [*KEYS, *[""] * len(saved)]
    return (*VIEWS, *(_view(one, key) for one, key in zip(saved, keys, strict=False)))


def with_saved(saved: Sequence[SavedView], view: SavedView) -> tuple[SavedView, ...]:
    """These with another one: in the place of that of the same name, else as the last."""
    same = [plain_name(one.name) == plain_name(view.name) for one in saved]
    if not any(same):
        return (*saved, view)
    return tuple(view if is_same else one for one, is_same in zip(saved, same, strict=True))


def problem_of_name(name: str, saved: Sequence[SavedView]) -> str:
    """Why a view can't be saved under that name; empty where it can."""
    if not plain_name(name):
        return "Type a name"
    if len(name) > LONGEST_NAME or not name.isprintable():
        return f"Type a name of at most {LONGEST_NAME} characters"
    if (own := find_view(name, (*VIEWS, LAST_WEEK))) is not None:
        return f"{own.title} is a view of the console; type another name"
    names = [one.name for one in saved]
    if len(names) >= len(KEYS) and plain_name(name) not in map(plain_name, names):
        return f"6 to 9 are taken; type the name of the one to replace: {', '.join(names)}"
    return ""


def replaced_by(name: str, saved: Sequence[SavedView]) -> str:
    """The name of the view whose place one of that name takes; empty where it takes none."""
    return next((one.name for one in saved if plain_name(one.name) == plain_name(name)), "")


def _view(saved: SavedView, key: str) -> View:
    base = find_view(saved.view) or VIEWS[-1]
    return base._replace(
        name=saved.name, title=saved.name, key=key, own=saved.filters, text=saved.text, sort=saved.sort
    )


def _edge(text: str, moment: Moment, *, is_end: bool) -> int | None:
    if not text:
        return None
    from slatis_tui.domain.filter_days import edge_of
    from slatis_tui.domain.typed_days import NotUnderstood

    try:
        return edge_of(text, moment.zone, moment.now, is_end=is_end)
    except NotUnderstood:
        return None


def _written(instant: int | None) -> str:
    """As one may type it: `2026-05-01 14:00 UTC`."""
    return "" if instant is None else to_wire(instant)
