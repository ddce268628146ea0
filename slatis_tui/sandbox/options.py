"""What the sandbox can be told before it starts. The standard library alone, cheap to import."""

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SandboxOptions:
    """How a sandbox is seeded and served."""

    bookings: int = 400
    """How many bookings a fresh database is given."""
    seed: int = 1
    """The same seed and clock give the same data."""
    now: float | None = None
    """Unix seconds at which its clock starts, ticking on from there; None for this machine's clock."""
    latency_ms: int = 0
    """How long every answer is held back, in milliseconds, after the work for it is done."""
    members: int = 6
    """How many members a fresh database is given; the six that are always there are among them."""
    rate: int = 100
    """Requests a minute and key; 0 for no limit."""
    host: str = "127.0.0.1"
    """A loopback address or `localhost`."""
    port: int = 0
    """0 for a free one."""
    db: Path | None = None
    """The database file that stays; None for one that goes with the sandbox."""

    def to_json(self) -> str:
        """As one line of JSON, for the pipe to the sandbox's process."""
        return json.dumps(dataclasses.asdict(self) | {"db": None if self.db is None else str(self.db)})

    @classmethod
    def from_json(cls, line: str) -> "SandboxOptions":
        """Read what `to_json` wrote."""
        values = json.loads(line)
        return cls(**values | {"db": None if values["db"] is None else Path(values["db"])})
