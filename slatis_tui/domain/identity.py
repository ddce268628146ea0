"""Where the console is connected."""

from typing import NamedTuple


class Identity(NamedTuple):
    """For the header: DEMO, TEST or LIVE, and the profile's name or the host."""

    badge: str
    place: str
    is_public: bool = False
    """A public key: it reads event types, the team and slots, and books."""
