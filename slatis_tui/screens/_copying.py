"""Copying: the menu of what there is of what the cursor is on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from slatis_tui.domain.models import BookingRow
from slatis_tui.screens._base import ConsoleScreen

if TYPE_CHECKING:
    from slatis_tui.presentation.copying import Copyable

_TAB = "\t"


class CopyingScreen(ConsoleScreen):
    """A screen from which something can be copied."""

    def copyables(self) -> Sequence["Copyable"]:
        """What can be copied now."""
        raise NotImplementedError

    def action_copy_menu(self) -> None:
        """Ask what to copy."""
        from slatis_tui.presentation.copying import too_long
        from slatis_tui.screens.copy_menu import CopyDialog

        found = self.copyables()
        if not found:
            self.say("There is nothing here to copy")
            return

        def copy(chosen: "Copyable | None") -> None:
            if chosen is None:
                return
            if problem := too_long(chosen.text):
                self.say(problem, "warning")
                return
            self.app.copy_to_clipboard(chosen.text)
            is_line = "\n" not in chosen.text
            self.say(f"Copied {'  '.join(chosen.text.split(_TAB))}" if is_line else f"Copied {chosen.title}")

        self.app.push_screen(CopyDialog(found, badge=self.desk.badge), copy)


class BookingCopyingScreen(CopyingScreen):
    """A screen with a booking under the cursor, or as its subject, and perhaps with marked ones."""

    def target(self) -> BookingRow | None:
        """The booking that a key means now."""
        raise NotImplementedError

    def marked_rows(self) -> Sequence[BookingRow]:
        """All that are marked."""
        return ()

    def copyables(self) -> Sequence["Copyable"]:
        """Those of the booking, and those of all that are marked."""
        from slatis_tui.presentation.copying import of_marked, of_one

        row, marked = self.target(), self.marked_rows()
        found = of_marked(marked, [self._as_text(one) for one in marked])
        if row is None:
            return found
        phone = "" if row.problem else row.whole().attendee.phone
        return [*of_one(row, phone, self._as_text(row)), *found]

    def _as_text(self, row: BookingRow) -> str:
        from slatis_tui.presentation.copying import row_text

        desk = self.desk
        return row_text(
            row,
            zone=desk.zone_of(row),
            event_type_name=desk.directory.event_type_name(row.event_type_id),
            member_name=desk.directory.member_name(row.assigned_to_id),
        )
