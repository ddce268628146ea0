"""More members than the six, for a server whose team is larger than a page."""

from random import Random

from slatis_tui.sandbox.seed_company import SOLUTIONS, SUCCESS, SeedMember
from slatis_tui.sandbox.seed_people import people

_SKILLS = (("onboarding",), ("renewals", "training"), ("migration",), ("security", "architecture"), ())


def more_members(number: int) -> list[SeedMember]:
    """So many, the same in every run; without bookings at first, and always in the same order."""
    return [
        SeedMember(
            f"mem_{place + 7:02d}more",
            person.name,
            f"{person.email.partition('@')[0]}.{place + 7}@northlight.example",
            "Associate",
            _SKILLS[place % len(_SKILLS)],
            (SUCCESS, SOLUTIONS)[place % 2],
            person.timezone or "UTC",
        )
        for place, person in enumerate(people(Random("members"), max(0, number)))
    ]
