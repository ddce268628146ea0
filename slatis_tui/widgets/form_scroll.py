"""What the fields of a form scroll in."""

from textual.containers import VerticalScroll

from slatis_tui.widgets.form_field import FormField


class FormScroll(VerticalScroll, can_focus=False):
    """Whatever takes room from it (a problem above, a notice below, a smaller window), the focus stays in sight."""

    def on_resize(self) -> None:
        """Go on to where the focus is, once all has its place."""
        self.call_after_refresh(self._show_focus)

    def _show_focus(self) -> None:
        """With all that its field says, where there is room for it: what stands above a grid is about it."""
        focused = self.screen.focused
        if focused is None or self not in focused.ancestors:
            return
        row = next((one for one in focused.ancestors if isinstance(one, FormField)), focused)
        shown = row if row.size.height <= self.size.height else focused
        shown.scroll_visible(animate=False)
