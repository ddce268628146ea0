"""Keeps saved views in the config file, and the name of the view used last in the state folder.

A start asks for the latter; what the rest needs is imported when it is needed.
"""

from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slatis_tui.domain.saved_views import SavedView

_LAST_VIEW = "last-view"
_LONGEST = 200


class ConfigViews:
    """The ViewKeeper of the domain, in files."""

    def __init__(self, config_file: Path, state_folder: Path) -> None:
        self._config_file = config_file
        self._last = state_folder / _LAST_VIEW
        self._lock = Lock()
        self._name = ""

    def save(self, view: "SavedView") -> None:
        """Write it into the config file, in the place of one of the same name; what stood there goes to a `.bak`.

        Raises:
            SlatisError: the file can't be read as a config file, or not be written; nothing was changed.
        """
        from slatis_tui.domain.views import plain_name
        from slatis_tui.settings.config_edit import write_table
        from slatis_tui.settings.saved_views import written

        with self._lock:
            write_table(self._config_file, "views", view.name, written(view), plain_name)

    def remember(self, name: str) -> None:
        """That view was used last. Without a state folder to write to it is not remembered."""
        from slatis_tui.settings.config_edit import replace_file

        self._name = name
        with self._lock, suppress(OSError):
            replace_file(self._last, self._name.encode(), 0o600)


def last_view(state_folder: Path) -> str:
    """The name of the view that was used last; empty where that is not known."""
    try:
        return (state_folder / _LAST_VIEW).read_text(encoding="utf-8")[:_LONGEST].strip()
    except (OSError, ValueError):
        return ""
