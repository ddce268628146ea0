"""What goes wrong, exchange by exchange: by a list, or drawn from a seed."""

import random
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from slatis_tui.domain.changes import TRANSITIONS, Verb


class Kind(StrEnum):
    """A way for an exchange to go."""

    WELL = "well"
    SLICED = "answer in slices"
    CLOSED_AFTER = "keep-alive closed after the answer"
    RESET_EARLY = "reset before the request is whole"
    RESET = "reset instead of an answer"
    HANG = "no answer"
    LATE = "no answer, and carried out only after the caller has given up"
    DRIP = "an answer that drips past the deadline"
    CUT = "answer cut"
    HTML = "a page of HTML"
    EMPTY = "an empty body"
    REDIRECT = "a redirect"
    REFUSAL = "a refusal"
    LIMIT = "429"
    BROKEN = "5xx"
    BOMB = "a gzip bomb"
    OTHER_BOOKING = "an answer about another booking"
    NAMELESS = "a booking without its id"
    SAYS_NO = "200 with success: false"


ANSWERS_WELL = frozenset({Kind.WELL, Kind.SLICED, Kind.CLOSED_AFTER})


@dataclass(frozen=True, slots=True)
class Fault:
    """One exchange."""

    kind: Kind = Kind.WELL
    committed: bool = True
    """Whether the server carries the request out."""
    status: int = 200
    retry_after: str = ""
    place: float = 0.5
    """Where it breaks, as a part of the whole."""
    colleague: Verb | None = None
    """What another operator does to the same booking meanwhile."""
    colleague_first: bool = True
    """Whether that is before the request is carried out."""

    def __str__(self) -> str:
        parts = [str(self.kind)]
        if self.kind not in ANSWERS_WELL:
            parts.append("carried out" if self.committed else "not carried out")
        if self.kind in (Kind.REFUSAL, Kind.LIMIT, Kind.BROKEN, Kind.REDIRECT):
            parts.append(str(self.status))
        if self.retry_after:
            parts.append(f"Retry-After {self.retry_after}")
        if self.colleague:
            parts.append(f"a colleague: {self.colleague} {'before' if self.colleague_first else 'after'}")
        return ", ".join(parts)


WELL = Fault()


class AtTheDoor(StrEnum):
    """What becomes of a connection."""

    OPEN = "open"
    REFUSED = "refused"
    NEVER_TAKEN = "never taken"


class Steering(Protocol):
    """Decides how the server behaves."""

    def door(self) -> AtTheDoor:
        """For the next connection."""
        ...

    def exchange(self) -> Fault:
        """For the next request."""
        ...


class Script:
    """The listed faults, then none."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self.faults = deque(faults)
        self.doors: deque[AtTheDoor] = deque()
        self.dead = False
        """Whether nobody is there at all."""

    def door(self) -> AtTheDoor:
        """The next one listed."""
        if self.dead:
            return AtTheDoor.REFUSED
        return self.doors.popleft() if self.doors else AtTheDoor.OPEN

    def exchange(self) -> Fault:
        """The next one listed."""
        return self.faults.popleft() if self.faults else WELL


Chance = random.Random
_REFUSALS = (400, 403, 404, 409, 422)
_BROKEN = (500, 502, 503, 504)
_WAITS = ("", "0", "1", "7", "30", "119", "121", "3600", "1, 9", "-1", "nan", "soon")
_LONG_WAITS = ("86401", "1000000000")
_COLLEAGUES = sorted(TRANSITIONS)

_DRAWN: dict[Kind, tuple[int, Callable[[Chance], Fault]]] = {
    Kind.SLICED: (2, lambda chance: Fault(Kind.SLICED)),
    Kind.CLOSED_AFTER: (3, lambda chance: Fault(Kind.CLOSED_AFTER)),
    Kind.RESET_EARLY: (2, lambda chance: Fault(Kind.RESET_EARLY, committed=False, place=chance.random())),
    Kind.RESET: (6, lambda chance: Fault(Kind.RESET, _either(chance))),
    Kind.HANG: (4, lambda chance: Fault(Kind.HANG, _either(chance))),
    Kind.LATE: (2, lambda chance: Fault(Kind.LATE)),
    Kind.DRIP: (2, lambda chance: Fault(Kind.DRIP, _either(chance))),
    Kind.CUT: (4, lambda chance: Fault(Kind.CUT, _either(chance), place=chance.random())),
    Kind.HTML: (4, lambda chance: Fault(Kind.HTML, _either(chance))),
    Kind.EMPTY: (2, lambda chance: Fault(Kind.EMPTY, _either(chance), chance.choice((200, 201, 204)))),
    Kind.REDIRECT: (2, lambda chance: Fault(Kind.REDIRECT, False, chance.choice((301, 302, 307)))),
    Kind.REFUSAL: (4, lambda chance: Fault(Kind.REFUSAL, False, _refusal(chance))),
    Kind.LIMIT: (4, lambda chance: Fault(Kind.LIMIT, False, 429, _wait(chance))),
    Kind.BROKEN: (6, lambda chance: _broken(chance)),
    Kind.BOMB: (1, lambda chance: Fault(Kind.BOMB, _either(chance))),
    Kind.OTHER_BOOKING: (2, lambda chance: Fault(Kind.OTHER_BOOKING, _either(chance))),
    Kind.NAMELESS: (2, lambda chance: Fault(Kind.NAMELESS, _either(chance))),
    Kind.SAYS_NO: (1, lambda chance: Fault(Kind.SAYS_NO, False)),
}


class Drawn:
    """Faults drawn from a seed. Each run has a rate and a choice of kinds of its own, so that runs differ in kind."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self.rate = chance.choice((0.1, 0.4, 0.6, 0.9))
        self._kinds = [kind for kind in _DRAWN if chance.random() < 0.5] or [Kind.RESET]
        self._busy_colleagues = chance.random() < 0.4

    def door(self) -> AtTheDoor:
        """For the next connection."""
        if self._chance.random() >= self.rate / 4:
            return AtTheDoor.OPEN
        return self._chance.choice((AtTheDoor.REFUSED, AtTheDoor.REFUSED, AtTheDoor.NEVER_TAKEN))

    def exchange(self) -> Fault:
        """For the next request."""
        fault = self._fault() if self._chance.random() < self.rate else WELL
        if not self._busy_colleagues or self._chance.random() >= self.rate / 2:
            return fault
        return replace(fault, colleague=self._chance.choice(_COLLEAGUES), colleague_first=_either(self._chance))

    def _fault(self) -> Fault:
        weights = [_DRAWN[kind][0] for kind in self._kinds]
        return _DRAWN[self._chance.choices(self._kinds, weights)[0]][1](self._chance)


def _either(chance: Chance) -> bool:
    return chance.random() < 0.5


def _broken(chance: Chance) -> Fault:
    status = chance.choice(_BROKEN)
    return Fault(Kind.BROKEN, _either(chance), status, _wait(chance) if status == 503 else "")


def _refusal(chance: Chance) -> int:
    """401 is rare, as nothing more happens after it."""
    return 401 if chance.random() < 0.3 else chance.choice(_REFUSALS)


def _wait(chance: Chance) -> str:
    return chance.choice(_LONG_WAITS if chance.random() < 0.05 else _WAITS)
