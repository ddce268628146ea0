"""What the fields of a form scroll in."""

from textual.containers import VerticalScroll


class FormScroll(VerticalScroll, can_focus=False):
    """Whatever takes room from it (a problem above, a notice below, a smaller window), the focus stays in sight."""

    def on_resize(self) -> None:
        """Go on to where the focus is, once all has its place."""
        self.call_after_refresh(self._show_focus)

    def _show_focus(self) -> None:
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            focused.scroll_visible(animate=False)
