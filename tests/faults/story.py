"""What the operator wished, and all that the consoles said about it. The judge compares it with the ledger."""

from collections.abc import Callable
from dataclasses import dataclass, field

from slatis_tui.domain.changes import Change, ChangeState, Intent, Verb


@dataclass(slots=True)
class Wish:
    """One thing that the operator wants, once, however often it is submitted."""

    intent: Intent
    mark: str
    """Of a create, the attendee's address; of a transition, the reason that its requests carry."""
    asked_at: list[float] = field(default_factory=list)
    """When somebody decided for it, the first time and again."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a console said of a change: to the listeners, or on its screen."""

    at: float
    console: str
    change: Change
    born_at: float
    """When that console started."""


@dataclass(slots=True)
class Tale:
    """One change that a console acknowledged, from its wish to the last word about it."""

    wish: Wish
    sayings: list[Saying] = field(default_factory=list)

    @property
    def verb(self) -> Verb:
        """What it does."""
        return self.wish.intent.verb

    @property
    def last(self) -> Saying:
        """The last word."""
        return self.sayings[-1]


class Story:
    """All tales of one run."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.tales: dict[str, Tale] = {}
        self.wishes: list[Wish] = []
        self.crashes: list[str] = []
        """What a console did that no program may."""
        self.deaths: dict[str, float] = {}
        """A console's name, as requests carry it → when it ended."""
        self.let_go: set[str] = set()
        """The ids of the changes that somebody wanted to take back or to drop, whether or not it came to that."""
        self.troubles: list[str] = []
        """What kept a change from its end, such as a rejected key."""

    def acknowledged(self, wish: Wish, console: str, change: Change, born_at: float, asked_at: float) -> None:
        """The console took the wish and said that it is written down."""
        wish.asked_at.append(asked_at)
        tale = self.tales.setdefault(change.op_id, Tale(wish))
        tale.sayings.append(Saying(self.now(), console, change, born_at))

    def said(self, console: str, change: Change, born_at: float) -> None:
        """The console said how a change stands. What was never acknowledged is nobody's."""
        tale = self.tales.get(change.op_id)
        if tale and (tale.last.change != change or tale.last.console != console):
            tale.sayings.append(Saying(self.now(), console, change, born_at))

    def op_ids_of(self, wish: Wish) -> list[str]:
        """The ids of the changes that were made of a wish."""
        return [op_id for op_id, tale in self.tales.items() if tale.wish is wish]

    def told_of(self, op_id: str, state: ChangeState) -> bool:
        """Whether any console ever said so of the change."""
        return any(saying.change.state is state for saying in self.tales[op_id].sayings)


def booking_for(number: int) -> Wish:
    """A wish to book for somebody who is in no other wish."""
    mark = f"w{number}@example.com"
    form = {
        "event_type_id": "et_1",
        "requested_time": "2026-11-20T12:30:00Z",
        "attendee": {"name": f"Ada {number}", "email": mark},
        "metadata": {"source": "console"},
    }
    return Wish(Intent(Verb.CREATE, subject=f"Ada {number}", body=form, at_once=True), mark)


def transition_of(number: int, verb: Verb, booking_id: str, prior_status: str, *, at_once: bool = False) -> Wish:
    """A wish to move a booking on; its requests can be told by their reason."""
    mark = f"w{number} {booking_id}"
    return Wish(Intent(verb, booking_id, "Ada", prior_status, {"reason": mark}, at_once), mark)
