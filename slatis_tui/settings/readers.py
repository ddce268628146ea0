"""From a value in the config file, the environment or an option to the value that the settings hold.

Each reader takes whatever TOML can hold and raises BadSetting, with what would be accepted.
"""

from collections.abc import Callable
from pathlib import Path

from slatis_tui.domain.text import clean
from slatis_tui.settings.given import BadSetting, nearest

COLUMNS = ("status", "when", "attendee", "event type", "relative", "assignee", "e-mail")
"""The columns of the bookings, those first that stay longest when the window is narrow."""


def text(value: object) -> str:
    """One line of text."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise BadSetting("must be one line of text")
    return value.strip()


def yes_or_no(value: object) -> bool:
    """A switch."""
    if not isinstance(value, bool):
        raise BadSetting("must be true or false")
    return value


def number(low: float, high: float) -> Callable[[object], float]:
    """A reader of a number within these bounds."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise BadSetting(f"must be a number from {low:g} to {high:g}")
        return float(value)

    return read


def whole_number(low: int, high: int) -> Callable[[object], int]:
    """A reader of a whole number within these bounds."""

    def read(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise BadSetting(f"must be a whole number from {low} to {high}")
        return value

    return read


def one_of(*names: str) -> Callable[[object], str]:
    """A reader of one of these words."""

    def read(value: object) -> str:
        if value not in names or not isinstance(value, str):
            raise BadSetting(f"must be one of {', '.join(names)}")
        return value

    return read


def columns(value: object) -> tuple[str, ...]:
    """A list of the columns' names. What is none of them is the key of a custom field, unless it is nearly one."""
    if not isinstance(value, list) or not value:
        raise BadSetting(f"must be a list of columns: {', '.join(COLUMNS)}, or keys of custom fields")
    for name in value:
        if name not in COLUMNS and (not isinstance(name, str) or not name.isprintable() or _is_nearly(name)):
            raise BadSetting(f'has no column "{clean(str(name), 40)}"', hint=nearest(str(name), COLUMNS))
    if len(set(value)) < len(value):
        raise BadSetting("names a column twice")
    return tuple(value)


def _is_nearly(name: str) -> bool:
    from difflib import get_close_matches

    return not name.strip() or bool(get_close_matches(name.casefold(), COLUMNS, n=1, cutoff=0.7))


def timezone(value: object) -> str:
    """An IANA timezone."""
    from slatis_tui.domain.zones import zone_exists

    name = text(value)
    if zone_exists(name):
        return name
    from slatis_tui.domain.zone_names import nearest_zone_name

    near = nearest_zone_name(name)
    hint = f"Did you mean {near}?" if near else "Write it like Europe/Madrid"
    raise BadSetting(f'unknown timezone "{clean(name, 40)}"', hint=hint)


def command_line(value: object) -> str:
    """A command with its arguments, quoted as in a shell; no shell runs it."""
    import shlex

    line = text(value)
    try:
        words = shlex.split(line)
    except ValueError:
        words = []
    if not words:
        raise BadSetting("must be a command with its arguments; a quotation mark may be missing")
    return line


def proxy(value: object) -> str:
    """A proxy's URL. It may hold a password, so no message quotes it."""
    url = text(value)
    if not url.startswith(("http://", "https://")) or " " in url:
        raise BadSetting("must be a URL such as http://proxy.example:3128")
    return url


def path(value: object) -> Path:
    """A file's absolute path; `~` is the home folder."""
    try:
        file = Path(text(value)).expanduser()
    except RuntimeError:
        raise BadSetting("the home folder that ~ stands for is not known") from None
    if not file.is_absolute():
        raise BadSetting("must be an absolute path, or start with ~/")
    return file
