"""What was chosen, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from slatis_tui.settings.api_key import ApiKey

if TYPE_CHECKING:
    from slatis_tui.domain.saved_views import SavedView


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line gave; None where it gave nothing."""

    profile: str | None = None
    base_url: str | None = None
    view: str | None = None
    undo_window: float | None = None
    read_only: bool | None = None
    timezone: str | None = None
    theme: str | None = None
    refresh: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for this run."""

    profile: str
    """`default` where none was chosen."""
    base_url: str
    """Checked, without a slash at its end."""
    key: ApiKey | None
    """That of the environment; others are looked for by `resolve_key`."""
    api_key_command: str = field(repr=False)
    """Empty where the profile has none."""
    read_only: bool
    proxy: str | None = field(repr=False)
    ca_file: Path | None
    undo_window: float
    """Seconds."""
    refresh: int
    """Seconds; 0 = by hand."""
    theme: str
    """Empty = the default one. Whether there is such a theme is for those to say who know them."""
    theme_origin: str
    """Where it was given: `--theme`, or the file, line and key."""
    timezone: str
    """An IANA name; empty = this machine's."""
    view: str
    """As it was written; empty = Pending or the last one used."""
    columns: tuple[str, ...]
    """Empty = all that fit."""
    borders: str
    """`round` or `ascii`."""
    motion: bool
    keymap: Mapping[str, str]
    """Command id → keys, separated by commas."""
    views: "tuple[SavedView, ...]"
    """The saved views, in the order of the config file."""
    commands: Mapping[str, Mapping[str, object]]
    """The operator's own commands, as the config file has them."""
    config_file: Path
    state_folder: Path
    """This profile's."""

    @property
    def journal(self) -> Path:
        """Where the outbox writes down what is to be sent."""
        return self.state_folder / "journal.db"

    @property
    def drafts(self) -> Path:
        """The folder of what was typed and not sent."""
        return self.state_folder / "drafts"
