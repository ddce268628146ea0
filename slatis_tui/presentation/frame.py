"""The words of the frame: header, tabs, the line below a list, footer. Pure: spans of text and style names."""

from collections.abc import Iterable, Sequence

from slatis_tui.domain.models import Rate
from slatis_tui.domain.text import clean

Span = tuple[str, str]
"""A text and the name of its style."""

_PLACE_LIMIT = 28


def header(
    title: str,
    *,
    badge: str,
    place: str,
    rate: Rate | None,
    offline: bool,
    read_only: bool = False,
    extra: str = "",
) -> list[Span]:
    """`Slatis  Bookings  DEMO  127.0.0.1:4711  rate 987/1000  offline`."""
    spans: list[Span] = [(" Slatis ", "brand"), (f" {title} ", "title")]
    if badge:
        spans += [(" ", ""), (f" {badge} ", f"badge-{badge.lower()}")]
    if read_only:
        spans += [(" ", ""), (" READ-ONLY ", "badge-read-only")]
    if place:
        spans.append((f"  {clean(place, _PLACE_LIMIT)}", "muted"))
    if rate is not None:
        spans.append((f"  rate {rate.remaining}/{rate.limit}", "warning" if rate.is_low else "muted"))
    if offline:
        spans.append(("  offline", "error"))
    if extra:
        spans.append((f"  {extra}", "muted"))
    return spans


def tabs(items: Iterable[tuple[str, str, str, bool]]) -> list[list[Span]]:
    """The tabs of (key, title, count, whether it is the open one), each as its spans: ` 1 Pending 3 `."""
    return [
        [
            (f" {key} ", "tab-key-open" if is_open else "tab-key"),
            (f"{title} {count} ", "tab-open" if is_open else "tab"),
        ]
        for key, title, count, is_open in items
    ]


def hints_line(hints: Sequence[tuple[str, str]], width: int) -> list[Span]:
    """The footer: key and word, as many as fit; the last one, the help, is always there."""
    if not hints:
        return []
    *others, last = hints
    spans: list[Span] = []
    room = width - _hint_width(last)
    for hint in others:
        if _hint_width(hint) > room:
            break
        room -= _hint_width(hint)
        spans += _hint(hint)
    return spans + _hint(last)


def _hint(hint: tuple[str, str]) -> list[Span]:
    key, word = hint
    return [(f" {key}", "hint-key"), (f" {word} ", "hint")]


def _hint_width(hint: tuple[str, str]) -> int:
    return len(hint[0]) + len(hint[1]) + 3
