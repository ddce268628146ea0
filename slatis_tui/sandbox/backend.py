"""What every operation works with."""

from dataclasses import dataclass

from slatis_tui.sandbox.clock import SandboxClock
from slatis_tui.sandbox.database import Database
from slatis_tui.sandbox.keys import KeyRing, Principal
from slatis_tui.sandbox.rates import RateLimiter
from slatis_tui.sandbox.wire import JsonObject


@dataclass(frozen=True, slots=True)
class Backend:
    """One sandbox: its data, its clock, its keys and its limits."""

    database: Database
    clock: SandboxClock
    keys: KeyRing
    limiter: RateLimiter
    latency: float = 0.0
    """Seconds for which every answer is held back."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request that has been let in, with its body read."""

    principal: Principal
    path: dict[str, str]
    """The parts of the path by name."""
    query: dict[str, str]
    body: bytes
    idempotency_key: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A success: `payload` lacks the envelope's `success` only."""

    payload: JsonObject
    status: int = 200
    encoded: bytes | None = None
    """The whole body where its bytes matter; `payload` is then not looked at."""
