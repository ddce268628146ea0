"""Views of the operator's own: saved from what is on screen, and opened by their keys."""

import asyncio
from dataclasses import dataclass

from textual.message import Message

from slatis_tui.domain.saved_views import SavedView, problem_of_name, replaced_by
from slatis_tui.domain.text import clean
from slatis_tui.errors import SlatisError
from slatis_tui.screens._viewing import ViewingScreen


class SavingViewsScreen(ViewingScreen):
    """A screen on which views are saved."""

    @dataclass
    class ViewSaved(Message):
        """The view is written down."""

        view: SavedView

    def action_save(self) -> None:
        """Ask for a name, and save what is filtered and sorted by under it."""
        from slatis_tui.screens.save_view import SaveViewDialog

        desk = self.desk
        dialog = SaveViewDialog(
            self.view_texts(),
            lambda name: problem_of_name(name, desk.own.views),
            lambda name: replaced_by(name, desk.own.views),
            badge=desk.badge,
        )
        self.app.push_screen(dialog, self._save_as)

    def action_saved_6(self) -> None:
        """The first view of my own."""
        self._open_saved("6")

    def action_saved_7(self) -> None:
        """The second."""
        self._open_saved("7")

    def action_saved_8(self) -> None:
        """The third."""
        self._open_saved("8")

    def action_saved_9(self) -> None:
        """The fourth."""
        self._open_saved("9")

    def on_saving_views_screen_view_saved(self, event: ViewSaved) -> None:
        """Show it as what it is now: a view of its own, without filters on top."""
        self.desk.add_view(event.view)
        self.set_needle("")
        self.open_view(event.view.name, filters_too=False)
        self.say(f"Saved as {clean(event.view.name)}, {self.saved_place(event.view.name)}")

    def saved_place(self, name: str) -> str:
        """Where the view is from now on: on its key, or by its name alone."""
        key = self.desk.store.view_named(name).key
        return f"on {self.key_of(f'view.saved-{key}')}" if key else "for --view"

    def _open_saved(self, key: str) -> None:
        view = next((view for view in self.desk.store.views if view.key == key), None)
        if view is not None:
            self.open_view(view.name)
        else:
            self.say(
                f"No view is saved here; {self.key_of('view.save')} saves what is filtered and sorted by", "warning"
            )

    def _save_as(self, name: str | None) -> None:
        if name is None:
            return
        view = self.view_list.view
        base = next((one for one in self.desk.own.views if one.name == view.name), SavedView("", view.name))
        saved = base.narrowed(self.key.filters, self.needle, self.desk.store.sort, name)

        async def save() -> None:
            try:
                await asyncio.to_thread(self.desk.own.keeper.save, saved)
            except SlatisError as error:
                self.post_message(self.Said(error.explained()))
            else:
                self.post_message(self.ViewSaved(saved))

        self.run_worker(save(), group="save-view")
