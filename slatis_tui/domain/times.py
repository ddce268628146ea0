"""Times, gathered: zones, instants and typed times. Other rooms import them from here."""

from slatis_tui.domain.instants import day_bounds, day_start, local, local_date, parse_instant, to_wire
from slatis_tui.domain.typed_days import EXAMPLES
from slatis_tui.domain.typed_times import At, Fold, Gap, Problem, Understood, understand
from slatis_tui.domain.zones import UTC_ZONE, Zone, find_zone, my_zone, zone_exists

__all__ = [
    "EXAMPLES",
    "UTC_ZONE",
    "At",
    "Fold",
    "Gap",
    "Problem",
    "Understood",
    "Zone",
    "day_bounds",
    "day_start",
    "find_zone",
    "local",
    "local_date",
    "my_zone",
    "parse_instant",
    "to_wire",
    "understand",
    "zone_exists",
]
