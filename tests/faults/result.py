"""What came of a run, and of many."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.faults.judge import Rule, Violation


@dataclass
class Result:
    """What came of one run."""

    seed: int
    violations: list[Violation]
    figures: dict[str, int]
    lines: list[str] = field(default_factory=list)
    """What happened, step by step."""


@dataclass
class Summary:
    """What came of many runs."""

    runs: int = 0
    figures: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, Violation]] = field(default_factory=list)
    """The seed of each run that broke a rule, and the rule."""

    def add(self, result: Result) -> None:
        """Count a run."""
        self.runs += 1
        self.figures.update(result.figures)
        self.failures += [(result.seed, violation) for violation in result.violations]

    @property
    def verdict(self) -> str:
        """One line with the figures."""
        counts = Counter(violation.rule for _, violation in self.failures)
        named = (Rule.DUPLICATE, Rule.LOSS, Rule.PHANTOM, Rule.SILENT_END)
        others = sum(counts.values()) - sum(counts[rule] for rule in named)
        told = [f"{self.runs} runs", f"{counts[Rule.DUPLICATE]} duplicates", f"{counts[Rule.LOSS]} losses"]
        told += [f"{counts[Rule.PHANTOM]} phantoms", f"{counts[Rule.SILENT_END]} silent ends"]
        return ", ".join([*told, f"{others} other broken rules"])

    def lines(self) -> Iterator[str]:
        """What happened in them, and how often each rule was broken."""
        counts = Counter(violation.rule for _, violation in self.failures)
        yield from (f"{count:8}  {name}" for name, count in self.figures.items())
        yield from (f"{counts[rule]:8}  {rule}" for rule in Rule)
