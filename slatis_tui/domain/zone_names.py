"""Timezone names as people type them: checked, completed, and corrected where a name is meant but misspelt."""

from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from slatis_tui.domain.field_values import BadValue
from slatis_tui.domain.text import clean
from slatis_tui.domain.zones import zone_exists

_EXAMPLE = "write it like Europe/Berlin"


def read_zone_name(text: str) -> str:
    """The IANA name (API Conventions page, "Timezones in the API").

    Raises:
        BadValue: there is no such timezone; the nearest name is part of the message.
    """
    if zone_exists(text):
        return text
    nearest = nearest_zone_name(text)
    raise BadValue(f"No timezone {clean(text, 40)}; " + (f"did you mean {nearest}?" if nearest else _EXAMPLE))


def nearest_zone_name(text: str) -> str:
    """The name that is probably meant, by its city too (`berlin`); empty where none is near."""
    typed = "_".join(text.split()).casefold()
    by_typed: dict[str, str] = {}
    for name in reversed(zone_names()):
        by_typed[name.rpartition("/")[2].casefold()] = name
    by_typed |= {name.casefold(): name for name in zone_names()}
    close = [typed] if typed in by_typed else get_close_matches(typed[:64], by_typed, n=1, cutoff=0.7)
    return by_typed[close[0]] if close else ""


def completed_zone_name(text: str) -> str:
    """The first name that begins with the text, whatever its case; empty where none does."""
    typed = text.casefold()
    return next((name for name in zone_names() if typed and name.casefold().startswith(typed)), "")


@cache
def zone_names() -> tuple[str, ...]:
    """Every IANA name that this machine knows, areas and cities first. Reads a folder the first time."""
    return tuple(sorted(available_timezones(), key=lambda name: ("/" not in name, name.startswith("Etc/"), name)))
