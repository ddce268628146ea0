"""Which of the event types that are loaded to list. The API has no filters for them."""

from typing import NamedTuple

from slatis_tui.domain.models import EventType


class EventTypeFilter(NamedTuple):
    """What is empty filters nothing."""

    team_id: str = ""
    scheduling_type: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return any(self)

    def admits(self, event_type: EventType, search: str) -> bool:
        """Whether it passes; `search` is what a text is looked for in, casefolded."""
        return (
            self.team_id in ("", event_type.team_id)
            and self.scheduling_type in ("", event_type.scheduling_type)
            and self.text.casefold() in search
        )
