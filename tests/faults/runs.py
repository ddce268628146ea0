"""Many random runs, side by side."""

import multiprocessing
from collections.abc import Callable, Iterable
from contextlib import ExitStack

from tests.faults.judge import Rule, Violation
from tests.faults.result import Result, Summary
from tests.faults.run import run_one

_CHUNK = 50


def run_many(seeds: Iterable[int], jobs: int = 1, tell: Callable[[Result], None] | None = None) -> Summary:
    """Run these seeds in so many processes; `tell` hears of each run when it is over."""
    summary = Summary()
    with ExitStack() as stack:
        results: Iterable[Result] = map(_run, seeds)
        if jobs > 1:
            pool = stack.enter_context(multiprocessing.get_context("fork").Pool(jobs))
            results = pool.imap(_run, seeds, chunksize=_CHUNK)
        for result in results:
            if tell:
                tell(result)
            summary.add(result)
    return summary


def _run(seed: int) -> Result:
    try:
        result = run_one(seed)
    except Exception as error:  # noqa: BLE001  a run that breaks off is a failure of its own, with its seed
        return Result(seed, [Violation(Rule.CRASH, f"the run broke off: {error!r}")], {})
    result.lines = []
    return result
