"""When people are thought to be awake: from 7:00 to 22:00 on their own clock."""

from slatis_tui.domain.instants import local
from slatis_tui.domain.zones import Zone

WAKES, SLEEPS = 7, 22
"""Hours."""


def is_at_night(instant: int, zone: Zone) -> bool:
    """Whether the clock there shows an hour at which people sleep."""
    return not WAKES <= local(instant, zone).hour < SLEEPS
