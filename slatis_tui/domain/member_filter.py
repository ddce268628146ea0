"""Which of the members that are loaded to list."""

from typing import NamedTuple

from slatis_tui.domain.models import Member

ACTIVE, LEFT = "active", "left"


class MemberFilter(NamedTuple):
    """What is empty filters nothing."""

    team_id: str = ""
    skill: str = ""
    active: str = ""
    """`ACTIVE` or `LEFT`."""

    def __bool__(self) -> bool:
        return any(self)

    def admits(self, member: Member) -> bool:
        """Whether the member passes."""
        return (
            self.team_id in ("", member.team_id)
            and (not self.skill or self.skill in member.skills)
            and (not self.active or (member.is_active is False) is (self.active == LEFT))
        )
