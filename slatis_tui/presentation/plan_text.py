"""A plan in words."""

import math

from slatis_tui.domain.changes import Verb
from slatis_tui.domain.lifecycle import NOT_STARTED
from slatis_tui.domain.models import Rate
from slatis_tui.domain.plans import Plan, seconds_needed

_TO = {
    Verb.CONFIRM: "to confirm",
    Verb.COMPLETE: "to complete",
    Verb.NO_SHOW: "to mark no-show",
    Verb.CANCEL: "to cancel",
}
_SHORT = 90.0
"""Up to so many seconds are told as such."""
_TELLS = frozenset({Verb.CONFIRM, Verb.CANCEL})
"""Verbs that are the attendee's business; whether the others tell anybody is not documented."""


def plan_title(plan: Plan) -> str:
    """`Confirm 2 bookings?`"""
    return f"{plan.verb.value.capitalize()} {counted(len(plan.rows), 'booking')}?"


def run_label(plan: Plan) -> str:
    """The button: `Run 3 changes`."""
    return f"Run {counted(len(plan.rows), 'change')}"


def plan_lines(plan: Plan, *, badge: str, rate: Rate | None, now: float, partial: bool = False) -> list[str]:
    """How many, who is left out and why, whom it concerns, and what it costs.

    Args:
        badge: LIVE, TEST or DEMO: only on a live one anybody is really notified.
        rate: what is left of it; None where that is not known yet.
        now: Unix seconds by the console's clock.
        partial: whether the list is not loaded to its end, so that none of the rest can be among them.
    """
    many = len(plan.rows)
    lines = [f"{many} {_TO[plan.verb]}, {plan.skipped_count} skipped"]
    lines += [f"  {group.number} skipped: {group.reason}" for group in plan.skipped]
    if plan.hidden:
        lines.append(f"{plan.hidden} of them hidden by the filter")
    if partial:
        lines.append("The list is not loaded to its end: what comes later is not among them")
    if plan.early:
        lines.append(f"{plan.early} of them {NOT_STARTED}")
    if many:
        lines += [_notified(plan, badge), _cost(many, rate, now)]
    if many and plan.verb is Verb.CANCEL:
        lines.append("A cancelled booking can't be restored.")
    return lines


def counted(number: int, what: str) -> str:
    """`1 booking`, `300 bookings`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def about(seconds: float) -> str:
    """`45 s`, `3 min`: so many seconds, rounded up, as one says it of a guess."""
    return f"{math.ceil(seconds)} s" if seconds <= _SHORT else f"{math.ceil(seconds / 60)} min"


def _notified(plan: Plan, badge: str) -> str:
    who = "1 person" if plan.people == 1 else f"{plan.people} people"
    told = f"{who} will be notified" if plan.verb in _TELLS else f"{who} may be notified"
    return told if badge == "LIVE" else f"{told} (not really: a test key)"


def _cost(many: int, rate: Rate | None, now: float) -> str:
    requests = counted(many, "request")
    takes = f"takes about {about(seconds_needed(many, rate, now))}"
    if rate is None:
        return f"{requests}, {takes}"
    return f"{requests}, {rate.remaining} of {rate.limit} left this minute: {takes}"
