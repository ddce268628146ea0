"""The state machine, for a short while; `python -m tests.faults machine` runs it at length, from a seed of its own."""

from tests.faults.machine import run_machine

SEED = 20


def test_no_order_of_presses_faults_and_deaths_breaks_a_rule() -> None:
    run_machine(SEED, examples=25)
