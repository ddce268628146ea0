"""A measured figure, and the table of all of them."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    name: str
    what: str
    measured: str
    baseline: str
    bound: str
    met: bool

    def line(self) -> str:
        """As a line of a Markdown table."""
        cells = (self.name, self.what, self.measured, self.baseline, self.bound, "yes" if self.met else "NO")
        return f"| {' | '.join(cells)} |"


HEAD = ("| | what | measured | baseline | bound | met |", "|---|---|---|---|---|---|")


def milliseconds(seconds: float) -> str:
    """Rounded as far as the measurement is good for."""
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.1 else f"{seconds * 1000:.1f} ms"


def megabytes(size: float) -> str:
    """Bytes, in MB of 1024 × 1024."""
    return f"{size / 1024 / 1024:.0f} MB"


def median(samples: Iterable[float]) -> float:
    """The middle one."""
    return statistics.median(samples)


def percentile_95(samples: Sequence[float]) -> float:
    """The one that 95 of a hundred do not exceed."""
    return sorted(samples)[max(0, -(-len(samples) * 95 // 100) - 1)]
