"""Every key of the config file, declared once: its reader, its default, and its words in the starting file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from slatis_tui.settings import readers
from slatis_tui.settings.base_url import DEFAULT_BASE_URL, read_base_url

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T_co]):
    """One key."""

    name: str
    default: T_co
    read: Callable[[object], T_co]
    """Raises BadSetting."""
    explanation: str
    example: str
    """A value as TOML writes it."""


UNDO_WINDOW = Setting(
    "undo_window",
    5.0,
    readers.number(0, 3600),
    "Seconds in which a change can be recalled before it is sent; 0 sends at once.",
    "5",
)
REFRESH = Setting(
    "refresh",
    30,
    readers.whole_number(0, 86_400),
    "Seconds after which what is on screen is loaded again; 0 = only by hand.",
    "30",
)
THEME = Setting("theme", "", readers.text, "The colours, by the name of a theme.", '"slatis-dark"')
TIMEZONE = Setting(
    "timezone", "", readers.timezone, "My timezone, an IANA name; without it, this machine's.", '"Europe/Madrid"'
)
VIEW = Setting(
    "view",
    "",
    readers.text,
    "The first view: pending, today, upcoming, needs-outcome, all, or one of [views].",
    '"pending"',
)
COLUMNS: Setting[tuple[str, ...]] = Setting(
    "columns",
    (),
    readers.columns,
    f"The columns of the bookings, in this order; without it, all that fit: {', '.join(readers.COLUMNS)},\n"
    "# and any custom field by its key.",
    '["status", "when", "attendee", "event type", "company"]',
)
BORDERS = Setting(
    "borders",
    "round",
    readers.one_of("round", "ascii"),
    "How frames and rules are drawn: round, or ascii where the font has no lines (+--+).",
    '"round"',
)
MOTION = Setting(
    "motion",
    True,
    readers.yes_or_no,
    "Whether the cursor of an input blinks; nothing else ever moves by itself.",
    "true",
)

BASE_URL = Setting("base_url", DEFAULT_BASE_URL, read_base_url, "Where the API is.", f'"{DEFAULT_BASE_URL}"')
API_KEY_COMMAND = Setting(
    "api_key_command", "", readers.command_line, "Prints the API key; no shell runs it.", '"pass show slatis/test"'
)
READ_ONLY = Setting("read_only", False, readers.yes_or_no, "Send no change at all.", "true")
PROXY: Setting[str | None] = Setting(
    "proxy", None, readers.proxy, "A proxy on the way to the API; never used for this machine itself.",
    '"http://proxy.example:3128"',
)  # fmt: skip
CA_FILE: Setting[Path | None] = Setting(
    "ca_file", None, readers.path, "Certificates of a private authority (PEM).", '"/etc/ssl/our-authority.pem"'
)

PROFILE = Setting("profile", "default", readers.text, "The profile to start with.", '"work"')
PREFERENCES: tuple[Setting[object], ...] = (
    UNDO_WINDOW, REFRESH, THEME, TIMEZONE, VIEW, COLUMNS, BORDERS, MOTION,
)  # fmt: skip
"""Stand at the top level and in a profile."""
CONNECTION: tuple[Setting[object], ...] = (BASE_URL, API_KEY_COMMAND, READ_ONLY, PROXY, CA_FILE)
"""Stand in a profile only."""

TOP_LEVEL: dict[str, Setting[object]] = {one.name: one for one in (PROFILE, *PREFERENCES)}
IN_PROFILE: dict[str, Setting[object]] = {one.name: one for one in (*CONNECTION, *PREFERENCES)}
TABLES = ("profiles", "views", "commands", "keys")
