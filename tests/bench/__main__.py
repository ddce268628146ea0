"""`python -m tests.bench` measures the figures and prints them, each beside its baseline; see `--help`."""

import platform
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from os import cpu_count

import textual

from tests.bench import (
    f1_first_frame,
    f2_first_bookings,
    f3_keys,
    f4_memory,
    f5_loading,
    f6_filter,
    f7_bulk,
    f8_idle,
)
from tests.bench.report import HEAD, Figure
from tests.bench.world import World

FIGURES: dict[str, Callable[[World, int], list[Figure]]] = {
    "F1": f1_first_frame.measure,
    "F2": f2_first_bookings.measure,
    "F3": f3_keys.measure,
    "F4": f4_memory.measure,
    "F5": f5_loading.measure,
    "F6": f6_filter.measure,
    "F7": f7_bulk.measure,
    "F8": f8_idle.measure,
}


def main() -> None:
    """Measure what was asked for. What a figure needs most is a machine that does nothing else."""
    arguments = _arguments()
    print(*HEAD, sep="\n", flush=True)
    with World() as world:
        for name in arguments.figures or FIGURES:
            for figure in FIGURES[name](world, arguments.rounds):
                print(figure.line(), flush=True)
    print(f"\nMedians of {arguments.rounds} rounds in turns with the baseline. {_machine()}.")


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="FIGURE", help=f"of {', '.join(FIGURES)}; all, if none is named")
    parser.add_argument("--rounds", type=int, default=9, help="how often the starts and keys are timed (default 9)")
    arguments = parser.parse_args()
    if unknown := set(arguments.figures) - set(FIGURES):
        parser.error(f"no such figure: {', '.join(sorted(unknown))}")
    return arguments


def _machine() -> str:
    return (
        f"{cpu_count()} CPUs, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"Textual {textual.__version__}, a terminal of 120×40"
    )


if __name__ == "__main__":
    main()
