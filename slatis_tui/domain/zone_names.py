"""Timezone names as people type them: checked, completed, and corrected where a name is meant but misspelt."""

from difflib import get_close_matches
from functools import cache
from unicodedata import combining, normalize
from zoneinfo import available_timezones

from slatis_tui.domain.field_values import BadValue
from slatis_tui.domain.text import clean
from slatis_tui.domain.zones import zone_exists

_EXAMPLE = "write it like Europe/Berlin"
_FEWEST_LETTERS = 4
"""Typed before a misspelt name is looked for."""
_LONGEST_NAME = 64


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


def suggested_zone_names(text: str, most: int = 5) -> list[str]:
    """The names that may be meant, the likeliest first: by the city, by any part of the name, also misspelt."""
    typed = _plain(text)
    if not typed:
        return []
    ranked = [(rank, name) for name in zone_names() if (rank := _likeness(typed, name)) is not None]
    found = [name for _, name in sorted(ranked, key=lambda one: one[0])]
    if not found and len(typed) >= _FEWEST_LETTERS:
        cities = {_city(name): name for name in reversed(zone_names())}
        found = [cities[city] for city in get_close_matches(typed[:_LONGEST_NAME], cities, n=most, cutoff=0.7)]
    return found[:most]


def zone_of_city(text: str) -> str:
    """The zone whose city is exactly this, whatever its case (`new york`); empty where none is, or several are."""
    typed = _plain(text)
    found = [name for name in zone_names() if typed and _city(name) == typed and "/" in name.removeprefix("Etc/")]
    return found[0] if len(found) == 1 else ""


def _plain(text: str) -> str:
    """As the names are written: `São Paulo` is `sao_paulo`."""
    letters = normalize("NFKD", "_".join(text.split()).casefold())
    return "".join(letter for letter in letters if not combining(letter))


def _city(name: str) -> str:
    return name.rpartition("/")[2].casefold()


def _likeness(typed: str, name: str) -> int | None:
    """How near the name is to what was typed, 0 the nearest; None where it is not."""
    whole, city = name.casefold(), _city(name)
    if whole == typed or city == typed:
        return 0
    if city.startswith(typed):
        return 1
    if whole.startswith(typed):
        return 2
    if f"_{typed}" in whole or f"/{typed}" in whole:
        return 3
    if typed in whole:
        return 4
    return 5 if _is_scattered(typed, city) else None


def _is_scattered(typed: str, city: str) -> bool:
    """Whether the letters stand in the city in that order, the first of them first: `nyk` in `new_york`."""
    if len(typed) < _FEWEST_LETTERS - 1 or not city.startswith(typed[0]):
        return False
    letters = iter(city)
    return all(letter in letters for letter in typed)


def completed_zone_name(text: str) -> str:
    """The first name that begins with the text, whatever its case; empty where none does."""
    typed = text.casefold()
    return next((name for name in zone_names() if typed and name.casefold().startswith(typed)), "")


@cache
def zone_names() -> tuple[str, ...]:
    """Every IANA name that this machine knows, areas and cities first. Reads a folder the first time."""
    return tuple(sorted(available_timezones(), key=lambda name: ("/" not in name, name.startswith("Etc/"), name)))
