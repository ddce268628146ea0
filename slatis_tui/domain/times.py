"""Times, gathered: zones and instants. Typed times are by themselves: only forms need them."""

from slatis_tui.domain.instants import day_bounds, day_start, local, local_date, parse_instant, to_wire, week_start
from slatis_tui.domain.zones import UTC_ZONE, Zone, find_zone, my_zone, zone_exists

__all__ = [
    "UTC_ZONE",
    "Zone",
    "day_bounds",
    "day_start",
    "find_zone",
    "local",
    "local_date",
    "my_zone",
    "parse_instant",
    "to_wire",
    "week_start",
    "zone_exists",
]
