"""The preview pane: the booking under the cursor beside its list, from what is kept, without a request for each key."""

from collections.abc import Sequence

from slatis_tui.domain.models import Booking, BookingRow
from slatis_tui.presentation.lines import Line
from slatis_tui.screens._deciding import DecidingScreen
from slatis_tui.screens._pane import PaneScreen


class PreviewingScreen(DecidingScreen, PaneScreen):
    """A list of bookings with a pane that follows its cursor."""

    _previewed: tuple[BookingRow, Booking] | None = None
    """The row in the pane, and the whole booking that its kept answer says."""

    def look_at_target(self) -> None:
        """The booking under the cursor, whole, and the labels of its answers."""
        row = self.target()
        if row is None:
            self._previewed = None
        elif self._previewed is None or self._previewed[0] is not row:
            self._previewed = (row, row.whole())
            self.desk.directory.want_fields(row.event_type_id)

    def preview_lines(self, width: int) -> Sequence[Line]:
        """What it says."""
        if self._previewed is None:
            return []
        row, whole = self._previewed
        if row.problem:
            return [[("! Unreadable", "error")], [(row.problem, "muted")]]
        from slatis_tui.presentation.preview import preview

        directory = self.desk.directory
        return preview(
            whole,
            now=self.desk.clock(),
            zone=self.desk.zone_of(row),
            event_type=directory.event_type(row.event_type_id),
            event_type_name=directory.event_type_name(row.event_type_id),
            member_name=directory.member_name(row.assigned_to_id),
            change=self.desk.latest_change(row.id),
            keys=self.verb_keys(),
            refused=self.refused_verbs(),
            width=width,
        )
