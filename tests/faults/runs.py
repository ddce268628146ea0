"""Many random runs, side by side."""

import multiprocessing
from collections.abc import Iterable

from tests.faults.judge import Rule, Violation
from tests.faults.result import Result, Summary
from tests.faults.run import run_one

_CHUNK = 50


def run_many(seeds: Iterable[int], jobs: int = 1) -> Summary:
    """Run these seeds in so many processes."""
    summary = Summary()
    if jobs <= 1:
        for seed in seeds:
            summary.add(_run(seed))
        return summary
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        for result in pool.imap(_run, seeds, chunksize=_CHUNK):
            summary.add(result)
    return summary


def _run(seed: int) -> Result:
    try:
        result = run_one(seed)
    except Exception as error:  # noqa: BLE001  a run that breaks off is a failure of its own, with its seed
        return Result(seed, [Violation(Rule.CRASH, f"the run broke off: {error!r}")], {})
    result.lines = []
    return result
