"""Timezones by their IANA names. A name that is not one is shown in UTC, with a warning, and never an error."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from slatis_tui.domain.text import clean

_LONGEST_NAME = 64
_IANA_NAME = re.compile(r"[A-Z][A-Za-z0-9_+-]*(/[A-Z][A-Za-z0-9_+-]*){0,2}")


class Zone(NamedTuple):
    """A timezone to show times in."""

    name: str
    """Its IANA name (API Conventions page, "Timezones in the API")."""
    info: tzinfo
    warning: str = ""
    """Empty, or why this is UTC though something else was asked for."""


UTC_ZONE = Zone("UTC", UTC)


def find_zone(name: str) -> Zone:
    """The zone of that IANA name; UTC with a warning where there is none. The name may come from anyone."""
    return _find_zone(name[: _LONGEST_NAME + 1])


def zone_exists(name: str) -> bool:
    """Whether the name is one of an IANA timezone."""
    return not find_zone(name).warning


def my_zone(configured: str = "", environ: Mapping[str, str] | None = None, etc: Path = Path("/etc")) -> Zone:
    """The operator's zone: as configured, else of the variable TZ, else as this machine is set up.

    Args:
        configured: an IANA name from the command line or the config file; empty where none was given.
        environ: where TZ is looked up; the process's environment by default.
        etc: the folder with the machine's `timezone` and `localtime`.
    """
    variable = (os.environ if environ is None else environ).get("TZ", "")
    if configured or variable:
        return find_zone(configured or _after_zoneinfo(variable))
    for name in _machine_names(etc):
        if zone_exists(name):
            return find_zone(name)
    return Zone("UTC", UTC, "this machine's timezone is unknown: times are in UTC (--timezone sets it)")


@lru_cache(maxsize=1024)
def _find_zone(name: str) -> Zone:
    if name == "UTC":
        return UTC_ZONE
    if not name:
        return Zone("UTC", UTC, "no timezone given: times are in UTC")
    if len(name) <= _LONGEST_NAME and _IANA_NAME.fullmatch(name):
        # Unknown, a folder of zones such as "America", or a damaged file.
        with suppress(LookupError, ValueError, OSError):
            return Zone(name, ZoneInfo(name))
    return Zone("UTC", UTC, f"unknown timezone {clean(name, 40)}: times are in UTC")


def _machine_names(etc: Path) -> list[str]:
    """What the machine's own files say, the best first. Either may be missing, or hold anything."""
    names: list[str] = []
    with suppress(OSError, ValueError):
        names.append((etc / "timezone").read_text(encoding="ascii").strip())
    with suppress(OSError):
        names.append(_after_zoneinfo(os.readlink(etc / "localtime")))
    return names


def _after_zoneinfo(path: str) -> str:
    """The zone in a path such as `/usr/share/zoneinfo/Europe/Berlin` or `:Europe/Berlin`, else the text itself."""
    return path.rpartition("zoneinfo/")[2].removeprefix(":")
