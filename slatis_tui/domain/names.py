"""Who knows the names behind ids."""

from typing import Protocol


class Names(Protocol):
    """Who knows the names behind ids. A name that is not known is the id itself, which is found and sorted then."""

    def event_type_name(self, event_type_id: str) -> str:
        """The event type's name, or its id."""
        ...

    def member_name(self, member_id: str) -> str:
        """The member's name, or their id."""
        ...


class NoNames:
    """Nobody knows any name."""

    def event_type_name(self, event_type_id: str) -> str:
        """The id."""
        return event_type_id

    def member_name(self, member_id: str) -> str:
        """The id."""
        return member_id
