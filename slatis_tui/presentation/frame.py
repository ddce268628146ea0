"""The words of the frame: header, tabs, footer. Pure: spans of text and style names, fitted into a width in cells."""

from collections.abc import Container, Iterable, Sequence

from slatis_tui.domain.models import Rate
from slatis_tui.domain.text import clean

Span = tuple[str, str]
"""A text and the name of its style."""

_PLACE_LIMIT = 28
_LEAST_PLACE = 9
_OWN_TABS = 5
"""The views of the console itself, which come before those that are saved."""
_LEAST_TITLE = 4


def header(
    title: str,
    *,
    badge: str,
    place: str,
    rate: Rate | None,
    offline: bool,
    read_only: bool = False,
    extra: Sequence[str] = (),
    width: int,
) -> list[Span]:
    """`Slatis  Bookings  DEMO  127.0.0.1:4711  rate 987/1000  offline  sort when up`.

    Where that is too wide, the place is shortened and then left out, after it the last of the extra words, and so
    on, then the rate. What may not be missed, the mode and that there is no connection, always stays.

    Args:
        extra: what the screen adds, the most important first.
    """
    always: list[Span] = [(" Slatis ", "brand"), (f" {title} ", "title")]
    if badge:
        always += [(" ", ""), (f" {badge} ", f"badge-{badge.lower()}")]
    if read_only:
        always += [(" ", ""), (" READ-ONLY ", "badge-read-only")]
    rates = [(f"  rate {rate.remaining}/{rate.limit}", "warning" if rate.is_low else "muted")] if rate else []
    state = [("  offline", "error")] if offline else []
    words = [(f"  {word}", "muted") for word in extra]
    while words and _width([*always, *rates, *state, *words]) > width:
        words.pop()
    if _width([*always, *rates, *state]) > width:
        rates = []
    room = width - _width([*always, *rates, *state, *words]) - 2
    has_room = room >= min(len(place), _LEAST_PLACE)
    places = [(f"  {clean(place, min(room, _PLACE_LIMIT))}", "muted")] if place and has_room else []
    return [*always, *places, *rates, *state, *words]


def tabs(items: Iterable[tuple[str, str, str, bool]], width: int) -> list[list[Span]]:
    """The tabs of (key, title, count, whether it is the open one), each as its spans: ` 1 Pending 3 `.

    Where they are too wide, the titles of those that are not open are cut, the longest first, or left out: first
    of those after the console's own, then of all.
    """
    kept = list(items)
    longest = max((len(title) for _, title, _, _ in kept), default=0)
    limits = range(longest, min(longest, _LEAST_TITLE) - 1, -1)
    titled = range(len(kept), min(len(kept), _OWN_TABS) - 1, -1)
    for most, limit in (*((most, limit) for most in titled for limit in limits), (0, 0)):
        parts = [
            _tab(key, title if is_open else _cut(title, limit if place < most else 0), count, is_open)
            for place, (key, title, count, is_open) in enumerate(kept)
        ]
        if sum(map(_width, parts)) <= width:
            break
    return parts


def hints_line(hints: Sequence[tuple[str, str]], width: int, dimmed: Container[str] = ()) -> list[Span]:
    """The footer: key and word, as many as fit; the last one, the help, is always there.

    Args:
        dimmed: the words of what the server has refused to this key.
    """
    if not hints:
        return []
    *others, last = hints
    spans: list[Span] = []
    room = width - _hint_width(last)
    for hint in others:
        if _hint_width(hint) > room:
            break
        room -= _hint_width(hint)
        spans += _hint(hint, is_dimmed=hint[1] in dimmed)
    return spans + _hint(last)


def _tab(key: str, title: str, count: str, is_open: bool) -> list[Span]:
    words = f"{title} {count} " if title else f"{count} "
    return [(f" {key} ", "tab-key-open" if is_open else "tab-key"), (words, "tab-open" if is_open else "tab")]


def _cut(title: str, limit: int) -> str:
    return clean(title, limit) if limit else ""


def _width(spans: Iterable[Span]) -> int:
    return sum(len(text) for text, _ in spans)


def _hint(hint: tuple[str, str], *, is_dimmed: bool = False) -> list[Span]:
    key, word = hint
    if is_dimmed:
        return [(f" {key} {word} ", "hint-refused")]
    return [(f" {key}", "hint-key"), (f" {word} ", "hint")]


def _hint_width(hint: tuple[str, str]) -> int:
    return len(hint[0]) + len(hint[1]) + 3
