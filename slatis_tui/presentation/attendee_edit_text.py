"""What an edit of an attendee changes, before → after."""

from slatis_tui.domain.attendee_edit import AttendeeEdit
from slatis_tui.presentation.lines import UNKNOWN, Line

NOTHING = "Nothing has changed yet."
_LABELS = {"name": "Name", "email": "E-mail", "phone": "Phone", "timezone": "Timezone"}
_LABEL_CELLS = 10


def edit_lines(edit: AttendeeEdit) -> list[Line]:
    """A line for each detail that changes, and a warning where the server will send mail."""
    if not edit.edited:
        return [[(NOTHING, "muted")]]
    lines: list[Line] = [
        [
            (_LABELS[one.key].ljust(_LABEL_CELLS), "label"),
            (one.before or UNKNOWN, "muted"),
            (" → ", ""),
            (one.after or UNKNOWN, "strong"),
        ]
        for one in edit.edited
    ]
    if edit.new_email:
        lines.append([(f"! A fresh confirmation e-mail is sent to {edit.new_email}", "warning")])
    return lines
