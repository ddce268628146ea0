"""Bookings, event types and members as no honest server would give them."""

from typing import Any

from tests.support.odd_server import OddServer, Reply, refusal

HOSTILE = "[/] \x1b]52;c;QQ==\x07\x1b[2J [@click=app.quit]x[/] \u202eevil\u2066 \u200b\u00ad\x9b31m\x00\x7f"
"""Markup, a clipboard write, a screen clear, bidirectional controls, what is invisible, C1, NUL and DEL."""
MARKS = "Z" + "\u0301" * 5000
WIDE = "明日香🧑‍🚀👨‍👩‍👧‍👦 ตัวอย่าง हिन्दी فاطمة"
HUGE = "name " * 200_000
ODD_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, 10**400, "", " ", HOSTILE, MARKS, [], {}, [None], [[[]]], {"": None}, {"id": "x"},
    "\ud800",
)  # fmt: skip


def booking(booking_id: Any = "bkg_1", status: Any = "PENDING_CONFIRMATION", **more: Any) -> dict[str, Any]:
    """A booking as the vendor's Bookings page has it, but for what is given."""
    return {
        "id": booking_id,
        "status": status,
        "start_time": "2026-11-20T12:30:00Z",
        "end_time": "2026-11-20T13:00:00Z",
        "attendee": {"name": "Ada Lovelace", "email": "ada@example.com", "timezone": "Europe/London"},
        "event_type_id": "evt_1",
        "assigned_to_id": "mem_1",
        "custom_fields": {"company": "Analytical Engines"},
        "metadata": {"source": "web"},
        "created_at": "2026-11-01T09:00:00Z",
        "updated_at": "2026-11-02T09:00:00Z",
        **more,
    }


def broken_bookings() -> list[Any]:
    """Each odd value in the place of every part but the id, of the id, and of the booking itself; and each part odd."""
    parts = [name for name in booking() if name != "id"]
    broken: list[Any] = [
        booking(f"bkg_all_{number}", **dict.fromkeys(parts, value)) for number, value in enumerate(ODD_VALUES)
    ]
    broken += [booking(value) for value in ODD_VALUES]
    broken += ODD_VALUES
    broken += [booking(f"bkg_{part}", **{part: value}) for part, value in zip(parts, ODD_VALUES, strict=False)]
    attendees = [{"name": value, "email": value, "phone": value, "timezone": value} for value in ODD_VALUES]
    broken += [booking(f"bkg_attendee_{number}", "SCHEDULED", attendee=one) for number, one in enumerate(attendees)]
    return [*broken, booking("bkg_last", custom_fields={str(one): one for one in ODD_VALUES[:5]})]


def hostile_booking(booking_id: str = f"bkg_{HOSTILE}", status: Any = f"STATUS {HOSTILE}") -> dict[str, Any]:
    """Hostile text in every place that holds text."""
    attendee = {part: f"{part} {HOSTILE}" for part in ("name", "email", "phone", "timezone")}
    return booking(
        booking_id,
        status,
        attendee=attendee,
        event_type_id=f"evt_{HOSTILE}",
        assigned_to_id=f"mem_{HOSTILE}",
        custom_fields={f"key {HOSTILE}": HOSTILE, "list": [HOSTILE, {HOSTILE: HOSTILE}]},
        metadata={f"meta {HOSTILE}": HOSTILE},
        created_at=HOSTILE,
        **{f"unknown {HOSTILE}": HOSTILE},
    )


def hostile_event_type() -> dict[str, Any]:
    """The event type of the hostile booking, hostile in every place that holds text."""
    texts = ("name", "slug", "description", "scheduling_type", "team_id", "timezone", "mode")
    return {
        "id": f"evt_{HOSTILE}",
        **{part: f"{part} {HOSTILE}" for part in texts},
        "custom_fields": [
            {"id": HOSTILE, "key": f"key {HOSTILE}", "label": f"label {HOSTILE}", "type": HOSTILE, "required": True,
             "options": [f"option {HOSTILE}", {"value": HOSTILE}]},
        ],
    }  # fmt: skip


def make_hostile(odd: OddServer) -> None:
    """Everything that the server says is hostile, its errors included."""
    event_type = hostile_event_type()
    odd.gives([hostile_booking(), hostile_booking("bkg_pending", "PENDING_CONFIRMATION")])
    odd.on("GET", "event-types", lambda _: {"success": True, "event_types": [event_type]})
    odd.on("GET", "event-types/", lambda _: {"success": True, "event_type": event_type})
    member = {"id": f"mem_{HOSTILE}", "name": f"member {HOSTILE}", "email": HOSTILE, "team": {"name": HOSTILE}}
    odd.on("GET", "team/members", lambda _: {"success": True, "members": [member]})
    odd.on("POST", "bookings/", lambda _: hostile_refusal(409))


def hostile_refusal(status: int) -> Reply:
    """A refusal whose every word is hostile. A header can't hold a line break, and no HTTP library lets NUL through."""
    details = [{"field": HOSTILE, "message": HOSTILE}]
    refused = refusal(status, f"code {HOSTILE}", f"message {HOSTILE}", details=details)
    request_id = "".join(letter for letter in HOSTILE if letter.isprintable() and letter.isascii())
    return Reply(refused.body, status, (("X-Request-Id", f"req {request_id} \u009b31m"),))
