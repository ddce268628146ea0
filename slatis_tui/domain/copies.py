"""A booking as the start of another one: everything that it says but its time and its assignee."""

from collections.abc import Sequence

from slatis_tui.domain import form_places as places
from slatis_tui.domain.drafts import FormContent
from slatis_tui.domain.field_values import raw_from
from slatis_tui.domain.fields import Raw, kind_of
from slatis_tui.domain.metadata import REFERENCE, metadata_text
from slatis_tui.domain.models import Booking, CustomField


def copied_content(booking: Booking) -> FormContent:
    """What stands in the fields that every form has; the answers come once the fields are known."""
    attendee, row = booking.attendee, booking.row
    metadata = {key: value for key, value in booking.metadata.items() if key != REFERENCE}
    texts = {
        places.NAME: attendee.name or row.name,
        places.EMAIL: attendee.email or row.email,
        places.PHONE: attendee.phone,
        places.TIMEZONE: attendee.timezone or row.timezone,
        places.METADATA: metadata_text(metadata),
    }
    return FormContent({place: text for place, text in texts.items() if text})


def copied_answers(booking: Booking, fields: Sequence[CustomField]) -> dict[str, Raw]:
    """The booking's answers as the inputs of these fields hold them."""
    answers = booking.document.get("custom_fields")
    if not isinstance(answers, dict):
        return {}
    raws = {field.key: raw_from(kind_of(field), answers.get(field.key)) for field in fields}
    return {key: raw for key, raw in raws.items() if raw is not None}
