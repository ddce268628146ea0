"""The saved views as the config file has them."""

from collections.abc import Mapping

from slatis_tui.domain.filter_days import edge_of
from slatis_tui.domain.saved_views import LONGEST_NAME, SavedView
from slatis_tui.domain.sorting import CYCLE, Sort
from slatis_tui.domain.text import clean
from slatis_tui.domain.typed_days import NotUnderstood
from slatis_tui.domain.views import LAST_WEEK, VIEWS, find_view, plain_name
from slatis_tui.domain.zones import UTC_ZONE
from slatis_tui.errors import UsageError
from slatis_tui.settings import readers
from slatis_tui.settings.config_file import ConfigFile
from slatis_tui.settings.given import BadSetting, nearest

_PARTS = {
    "view": "view",
    "status": "status",
    "event_type_id": "event_type_id",
    "assigned_to_id": "assigned_to_id",
    "attendee_email": "attendee_email",
    "from": "start",
    "until": "end",
    "text": "text",
}
"""Key in the config file → part of a saved view."""
_SORT = "sort"
_COLUMNS = {"e-mail": "email", "event type": "event-type"}
_SORTED_BY = ("when", "attendee", "status", "event type", "assignee", "e-mail")


def read_saved_views(config: ConfigFile) -> tuple[SavedView, ...]:
    """The views of the config file, in its order.

    Raises:
        UsageError: one is wrong; with the file, the line, the key and what it could be.
    """
    views: list[SavedView] = []
    for name, content in config.table("views").items():
        if isinstance(content, dict):
            _check_name(config, name, views)
            views.append(_read(config, name, content))
    return tuple(views)


def _check_name(config: ConfigFile, name: str, before: list[SavedView]) -> None:
    problem = ""
    if not plain_name(name) or len(name) > LONGEST_NAME or not name.isprintable():
        problem = f"is no name for a view; write one of at most {LONGEST_NAME} characters"
    elif (own := find_view(name, (*VIEWS, LAST_WEEK))) is not None:
        problem = f"is a view of the console, {own.title}; write another name"
    elif plain_name(name) in (plain_name(one.name) for one in before):
        problem = "is there twice: case, spaces and hyphens do not matter"
    if problem:
        raise UsageError(f"{config.given(name, None, 'views').origin}: {problem}")


def _read(config: ConfigFile, name: str, content: Mapping[str, object]) -> SavedView:
    sort: Sort | None = None
    texts = {"view": "all"}
    for key, value in content.items():
        given = config.given(key, value, "views", name)
        if key == _SORT:
            sort = given.read(_sort)
        elif key in _PARTS:
            reader = {"view": _base, "from": _day, "until": _day}.get(key, readers.text)
            texts[_PARTS[key]] = given.read(reader)
        else:
            raise UsageError(f"{given.origin}: unknown key", hint=nearest(key, [*_PARTS, _SORT]))
    return SavedView(name, **texts, sort=sort)


def _base(value: object) -> str:
    name = readers.text(value)
    view = find_view(name)
    if view is None:
        known = [view.name for view in VIEWS]
        raise BadSetting(f'unknown view "{clean(name, 40)}"', hint=nearest(name, known))
    return view.name


def _day(value: object) -> str:
    typed = readers.text(value)
    try:
        edge_of(typed, UTC_ZONE, 0.0, is_end=False)
    except NotUnderstood as problem:
        raise BadSetting(str(problem)) from None
    return typed


def _sort(value: object) -> Sort:
    """`when up`, `when down`, `attendee`, `attendee down` …"""
    words = readers.text(value)
    column, _, way = words.rpartition(" ")
    if way not in ("up", "down"):
        column, way = words, "up"
    if column.casefold() not in _SORTED_BY and not column.startswith("answer:"):
        raise BadSetting(f'can\'t sort by "{clean(column, 40)}"', hint=nearest(column, [str(CYCLE[0]), *_SORTED_BY]))
    name = column if column.startswith("answer:") else column.casefold()
    return Sort(_COLUMNS.get(name, name), way == "up")


def written(view: SavedView) -> dict[str, str]:
    """The view's keys and values, as the config file has them."""
    values = {key: getattr(view, part) for key, part in _PARTS.items()}
    if view.sort is not None:
        column = next((word for word, name in _COLUMNS.items() if name == view.sort.column), view.sort.column)
        values[_SORT] = f"{column} {'up' if view.sort.ascending else 'down'}"
    return {key: value for key, value in values.items() if value}
