"""The company in the sandbox: two teams, six members, and what can be booked with them."""

from dataclasses import dataclass

SUCCESS = "team_01"
SOLUTIONS = "team_02"
TEAMS = ((SUCCESS, "Customer Success"), (SOLUTIONS, "Solutions"))


@dataclass(frozen=True, slots=True)
class SeedMember:
    """One of the six."""

    id: str
    name: str
    email: str
    role: str
    skills: tuple[str, ...]
    team_id: str
    timezone: str
    is_active: bool = True
    weekdays: str = "12345"
    """ISO numbers of the working days, Monday is 1."""
    opens: int = 9 * 60
    """Minutes after midnight, in the member's own zone."""
    closes: int = 17 * 60
    max_bookings_per_day: int = 12


MEMBERS = (
    SeedMember("mem_01amelia", "Amélie Novák", "amelie.novak@northlight.example", "Team lead",
               ("onboarding", "training", "de", "cs"), SUCCESS, "Europe/Berlin"),
    SeedMember("mem_02marcus", "Marcus Bell", "marcus.bell@northlight.example", "Success manager",
               ("onboarding", "renewals"), SUCCESS, "America/New_York"),
    SeedMember("mem_03ines", "Inês Carvalho", "ines.carvalho@northlight.example", "Success manager",
               ("renewals", "training", "pt", "es"), SUCCESS, "Europe/Lisbon", weekdays="1234", closes=18 * 60),
    SeedMember("mem_04priya", "Priya Raman", "priya.raman@northlight.example", "Principal engineer",
               ("architecture", "security"), SOLUTIONS, "Asia/Kolkata", opens=10 * 60, closes=19 * 60,
               max_bookings_per_day=10),
    SeedMember("mem_05jonas", "Jonas Lindqvist", "jonas.lindqvist@northlight.example", "Solutions engineer",
               ("architecture", "migration", "sv"), SOLUTIONS, "Europe/Stockholm", opens=8 * 60, closes=16 * 60),
    SeedMember("mem_06haruto", "Haruto Sato", "haruto.sato@northlight.example", "Solutions engineer",
               ("migration", "ja"), SOLUTIONS, "Asia/Tokyo", is_active=False),
)  # fmt: skip
"""The last one has left; his bookings remain."""


@dataclass(frozen=True, slots=True)
class SeedField:
    """A custom field."""

    key: str
    label: str
    type: str
    required: bool = False
    options: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class SeedEventType:
    """Something that can be booked; minutes everywhere."""

    id: str
    name: str
    description: str | None
    duration: int
    scheduling_type: str
    team_id: str
    fields: tuple[SeedField, ...] = ()
    slot_interval: int | None = 15
    buffer_before: int = 0
    buffer_after: int = 0
    minimum_booking_notice: int = 60
    requires_confirmation: bool = False
    timezone: str | None = None
    is_active: bool = True
    prep: int = 5
    """Of its workload; the meeting takes as long as it lasts."""
    admin: int = 5

    @property
    def slug(self) -> str:
        """The name as it stands in a link."""
        return self.name.lower().replace(" ", "-")


_COMPANY = SeedField("company", "Company", "TEXT", required=True)

WORKSHOP_FIELDS = (
    _COMPANY,
    SeedField("goals", "What should the workshop achieve?", "TEXTAREA", required=True),
    SeedField("participants", "Number of participants", "NUMBER", required=True),
    SeedField("billing_email", "Billing e-mail", "EMAIL"),
    SeedField("contact_phone", "Phone on the day", "PHONE"),
    SeedField("website", "Website", "URL"),
    SeedField("go_live", "Planned go-live", "DATE"),
    SeedField("recording", "The workshop may be recorded", "CHECKBOX", required=True),
    SeedField("language", "Language", "SELECT", True, ("English", "Deutsch", "Español", "Português", "日本語")),
    SeedField("modules", "Modules", "MULTI_SELECT", True, ("Calendars", "Routing", "Webhooks", "Reporting")),
    SeedField("format", "Format", "RADIO", True, ("Online", "At our office", "At your office")),
    SeedField("signature", "Signed by", "SIGNATURE"),
)
"""Twelve fields: one of every type that is known, and a type that is not."""

EVENT_TYPES = (
    SeedEventType("evt_01discovery", "Discovery call", "A first conversation about what you need", 30, "ROUND_ROBIN",
                  SUCCESS, buffer_after=5, fields=(
        _COMPANY,
        SeedField("topic", "What would you like to discuss?", "SELECT", False,
                  ("Product demo", "Support", "Partnership")),
    )),
    SeedEventType("evt_02demo", "Product demo", "The product, with your own questions", 45, "ROUND_ROBIN",
                  SUCCESS, buffer_after=15, minimum_booking_notice=120, fields=(
        _COMPANY,
        SeedField("team_size", "Team size", "NUMBER"),
        SeedField("interests", "Interested in", "MULTI_SELECT", False, ("Routing", "Reporting", "API", "Security")),
        SeedField("notes", "Anything we should know?", "TEXTAREA"),
    )),
    SeedEventType("evt_03workshop", "Onboarding workshop", "Everything set up together, in one sitting", 90, "SOLO",
                  SUCCESS, WORKSHOP_FIELDS, slot_interval=30, buffer_before=15, buffer_after=15,
                  minimum_booking_notice=1440),
    SeedEventType("evt_04question", "Quick question", None, 15, "SOLO", SUCCESS, slot_interval=None,
                  minimum_booking_notice=0),
    SeedEventType("evt_05review", "Quarterly review", "The whole team looks back and ahead with you", 60, "COLLECTIVE",
                  SUCCESS, slot_interval=30, minimum_booking_notice=2880, fields=(
        SeedField("account", "Account number", "TEXT", required=True),
        SeedField("attending", "Who is coming from your side?", "TEXTAREA"),
    )),
    SeedEventType("evt_06architecture", "Architecture consultation", "An hour with an engineer", 60, "ROUND_ROBIN",
                  SOLUTIONS, buffer_before=10, buffer_after=10, minimum_booking_notice=240,
                  requires_confirmation=True, fields=(
        _COMPANY,
        SeedField("repository", "Repository or diagram", "URL"),
        SeedField("nda", "An NDA is in place", "CHECKBOX", required=True),
    )),
    SeedEventType("evt_07partner", "Partnership interview", "For agencies and resellers", 45, "SOLO", SOLUTIONS,
                  requires_confirmation=True, minimum_booking_notice=720, fields=(
        SeedField("agency", "Agency", "TEXT", required=True),
        SeedField("region", "Region", "RADIO", True, ("Europe", "Americas", "Asia-Pacific", "Africa")),
    )),
    SeedEventType("evt_08triage", "Support triage", "Something is broken: let us look at it", 30, "ROUND_ROBIN",
                  SOLUTIONS, minimum_booking_notice=15, fields=(
        SeedField("severity", "Severity", "SELECT", True, ("Low", "Normal", "High", "Down")),
        SeedField("ticket", "Ticket", "TEXT"),
    )),
    SeedEventType("evt_09office", "New York office hours", "Open questions, New York time", 20, "ROUND_ROBIN", SUCCESS,
                  slot_interval=20, timezone="America/New_York"),
    SeedEventType("evt_10legacy", "Legacy kickoff", "Replaced by the onboarding workshop", 60, "ROUND_ROBIN",
                  SOLUTIONS, fields=(_COMPANY,), is_active=False),
)  # fmt: skip
"""Nine that are active, and one that is not but has bookings."""
