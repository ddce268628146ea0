"""Where the files are: XDG's folders where they are set, else this system's own."""

from collections.abc import Mapping
from pathlib import Path

from slatis_tui.errors import JournalError, UsageError
from slatis_tui.settings.model import Settings

_APP = "slatis-tui"


def config_path(environ: Mapping[str, str]) -> Path:
    """The config file, there or not."""
    return _folder(environ, "XDG_CONFIG_HOME", ".config") / _APP / "config.toml"


def state_folder(environ: Mapping[str, str], profile: str) -> Path:
    """The folder of a profile's journal and drafts, there or not."""
    return _folder(environ, "XDG_STATE_HOME", ".local/state") / _APP / profile


def config_lines(settings: Settings) -> list[str]:
    """What `config path` prints: one line for each file, there or not."""
    files = {"config": settings.config_file, "journal": settings.journal, "drafts": settings.drafts}
    return [f"{name}: {path}" for name, path in files.items()]


def ensure_state_folder(settings: Settings) -> Path:
    """Make the profile's state folder, for its owner alone.

    Raises:
        JournalError: it can't be made or is not a folder of ours to write to.
    """
    folder = settings.state_folder
    try:
        make_private_folder(folder)
        folder.parent.chmod(0o700)
        folder.chmod(0o700)
    except OSError as error:
        raise JournalError(f"The state folder {folder} can't be used: {error.strerror}") from None
    return folder


def make_private_folder(folder: Path) -> None:
    """Make the folder and those above it that are missing, each for its owner alone; OSError where it can't be."""
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    for parent in reversed(missing):
        parent.mkdir(mode=0o700, exist_ok=True)


def _folder(environ: Mapping[str, str], variable: str, under_home: str) -> Path:
    """A relative path in the variable is ignored, as the XDG Base Directory Specification asks."""
    named = Path(environ.get(variable, ""))
    if named.is_absolute():
        return named
    if environ.get("HOME"):
        home = Path(environ["HOME"])
    else:
        try:
            home = Path.home()
        except RuntimeError:
            raise UsageError("The home folder is not known", hint=f"Set HOME or {variable}") from None
    return home / under_home
