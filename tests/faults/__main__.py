"""What the outbox and the client do under faults, at length. Each command prints its figures and ends with a verdict
in one line; it exits with 1 if a rule was broken.

    python -m tests.faults runs          10 000 runs of random faults, crashes and clocks, in virtual time
    python -m tests.faults sockets       200 runs with the same faults over real sockets, a minute in a second
    python -m tests.faults kills         1 000 real SIGKILLs at the points K0 to K9
    python -m tests.faults consoles      2, 4 and 8 processes on one journal, 500 changes each, owners killed
    python -m tests.faults mutants       12 planted bugs, each of which the runs must find
    python -m tests.faults machine       a hypothesis state machine, 1 000 examples, its seed printed
    python -m tests.faults answers       answers cut at every byte and odd at every place
    python -m tests.faults dead-server   requests to a dead server in ten minutes

`--help` after a command lists what can be changed: `--seeds`, `--start`, `--count`, `--jobs` … A failure is printed
with its seed; `python -m tests.faults runs --seed 4711 --verbose` makes that run again and tells it step by step.

How it works: the real client, outbox and SQLite journal stand before a small Slatis (`slatis`) that speaks raw bytes
and goes wrong as it is told (`steering`). Its `ledger` notes each request and each change; the `story` notes what the
operator wished and what the consoles said; the `judge` compares the two. In `runs` the bytes go through memory and
time is virtual (`virtual`), so that a seed always brings the same run and a day passes in milliseconds.
"""

import argparse
import asyncio
import secrets
import sys
from collections.abc import Callable

from tests.faults.answers import CANONICAL, Findings, cut_everywhere, odd_everywhere
from tests.faults.consoles import many_consoles
from tests.faults.dead_server import MOST, ask_the_dead
from tests.faults.kills import kill_many
from tests.faults.machine import run_machine
from tests.faults.mutants import MUTANTS, hunt
from tests.faults.result import Result, Summary
from tests.faults.run import run_one
from tests.faults.runs import run_many
from tests.faults.sockets import run_over_sockets

Options = argparse.Namespace


def runs(options: Options) -> bool:
    """Random runs."""
    if options.seed is not None:
        return _one_run(options.seed, options.verbose)
    return _summed_up(run_many(range(options.start, options.start + options.seeds), options.jobs, _tell))


def _tell(result: Result) -> None:
    """On the way: every failure, and how far it is."""
    for violation in result.violations:
        print(f"seed {result.seed}: {violation.rule}: {violation.how}", flush=True)
    if result.seed % 1000 == 999:
        print(f"… {result.seed + 1}", flush=True)


def _one_run(seed: int, verbose: bool) -> bool:
    result = run_one(seed)
    print(*(result.lines if verbose else ()), sep="\n")
    _tell(result)
    summary = Summary()
    summary.add(result)
    return _summed_up(summary)


def _summed_up(summary: Summary) -> bool:
    print(*summary.lines(), summary.verdict, sep="\n")
    return not summary.failures


def sockets(options: Options) -> bool:
    """Random runs over real sockets."""
    summary = Summary()
    for result in asyncio.run(run_over_sockets(range(options.start, options.start + options.seeds))):
        _tell(result)
        summary.add(result)
    return _summed_up(summary)


def kills(options: Options) -> bool:
    """Real SIGKILLs."""
    tally = asyncio.run(kill_many(range(options.start, options.start + options.count), options.jobs))
    print(*tally.lines(), tally.verdict, sep="\n")
    return not tally.failures


def consoles(options: Options) -> bool:
    """Several consoles on one journal."""
    fine = True
    for count in options.consoles:
        outcome = asyncio.run(many_consoles(count, options.operations, options.seed or count))
        print(*(f"{violation.rule}: {violation.how}" for violation in outcome.violations), outcome.verdict, sep="\n")
        fine = fine and not outcome.violations
    return fine


def mutants(options: Options) -> bool:
    """Planted bugs."""
    caught = 0
    for mutant in MUTANTS:
        found = hunt(mutant, range(options.seeds))
        caught += found.violation is not None
        how = f"seed {found.seed}: {found.violation.rule}" if found.violation else "missed"
        print(f"{mutant.name:28} {how}")
    print(f"{caught}/{len(MUTANTS)} planted bugs caught")
    return caught == len(MUTANTS)


def machine(options: Options) -> bool:
    """The state machine."""
    seed = secrets.randbelow(2**32) if options.seed is None else options.seed
    print(f"seed {seed}")
    run_machine(seed, options.examples)
    print(f"{options.examples} examples with seed {seed}: no rule was broken")
    return True


def answers(_: Options) -> bool:
    """Odd answers."""
    findings = asyncio.run(_odd_answers())
    print(*findings.exits, *findings.taken, findings.verdict, sep="\n")
    return not (findings.exits or findings.taken)


async def _odd_answers() -> Findings:
    findings = Findings()
    for canonical in CANONICAL:
        for found in (await cut_everywhere(canonical), await odd_everywhere(canonical)):
            findings.add(found)
    return findings


def dead_server(_: Options) -> bool:
    """Requests to a dead server."""
    asked = list(ask_the_dead())
    for each in asked:
        print(f"{each.death:34} {each.wanted} asked for, {each.requests} requests, {each.beyond} beyond")
    most = max(each.beyond for each in asked)
    print(f"at most {most} requests beyond those asked for in ten minutes; {MOST} are allowed")
    return most <= MOST


_COMMANDS: dict[str, Callable[[Options], bool]] = {
    "runs": runs,
    "sockets": sockets,
    "kills": kills,
    "consoles": consoles,
    "mutants": mutants,
    "machine": machine,
    "answers": answers,
    "dead-server": dead_server,
}
_SEEDS = {"runs": 10_000, "sockets": 200, "mutants": 1000}


def _options(arguments: list[str]) -> Options:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__.partition("\n\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in _COMMANDS.items():
        one = commands.add_parser(name, help=command.__doc__)
        one.add_argument("--seeds", type=int, default=_SEEDS.get(name, 0), help="how many runs")
        one.add_argument("--seed", type=int, help="of one run, of the state machine, or of the crowd of consoles")
        one.add_argument("--start", type=int, default=0, help="the first seed or number")
        one.add_argument("--count", type=int, default=1000, help="how many kills")
        one.add_argument("--jobs", type=int, default=2, help="how many processes side by side")
        one.add_argument("--verbose", action="store_true", help="tell a run step by step")
        one.add_argument("--examples", type=int, default=1000, help="of the state machine")
        one.add_argument("--consoles", type=int, nargs="+", default=[2, 4, 8], help="how many side by side")
        one.add_argument("--operations", type=int, default=500, help="changes to be acknowledged")
    return parser.parse_args(arguments)


def main() -> None:
    """Run the command."""
    options = _options(sys.argv[1:])
    sys.exit(0 if _COMMANDS[options.command](options) else 1)


if __name__ == "__main__":
    main()
