"""The commented config file to start from: it lists every key and changes nothing."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from slatis_tui.errors import SlatisError
from slatis_tui.settings.paths import make_private_folder
from slatis_tui.settings.schema import CONNECTION, PREFERENCES, PROFILE, Setting

_HEAD = """\
# slatis-tui: every setting. Remove the "#" in front of those that you want to set.
# An option beats the environment, which beats the profile, which beats what stands here at the top.
# The API key does not belong here: set SLATIS_API_KEY, or api_key_command in a profile, or type it at the start.
"""
_VIEWS = """\
# A view of your own, on the keys 6 to 9 and for --view NAME; `W` in the bookings writes one.
# [views.NAME]
# view = "all"
# status = "SCHEDULED"
# event_type_id = "evt_…"
# assigned_to_id = "usr_…"
# attendee_email = "ana@example.com"
# from = "today"
# until = "+7d"
# text = "new york"
# sort = "when up"

# A command of your own.
# [commands.NAME]
# run = "open https://example.com/bookings/{id}"

# Other keys for commands: the command's id and its keys, separated by commas.
# [keys]
"""
_EXAMPLE_KEYS = {"booking.confirm": "c"}


def config_template(keys: Mapping[str, str] | None = None) -> str:
    """The starting file's text.

    Args:
        keys: command id → default keys, for the `[keys]` table; without it, one as an example.
    """
    profile = [
        "# A profile: a server and its key. It may also set any of the above but `profile`.",
        "# [profiles.work]",
    ]
    blocks = [_HEAD, *(_entry(one) for one in (PROFILE, *PREFERENCES)), "\n".join(profile) + "\n"]
    blocks += [_entry(one) for one in CONNECTION]
    return "\n".join(blocks) + "\n" + _VIEWS + _key_lines((keys or _EXAMPLE_KEYS).items())


def write_template(path: Path, keys: Mapping[str, str] | None = None) -> None:
    """Write the starting file, for its owner alone, where there is none.

    Raises:
        SlatisError: there is one already, or it can't be written; nothing was changed.
    """
    try:
        make_private_folder(path.parent)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SlatisError(f"{path} is there already; nothing was written", hint="Edit it, or move it away") from None
    except OSError as error:
        raise SlatisError(f"{path} can't be written: {error.strerror}", hint="Check the folder") from None
    with open(file, "w", encoding="utf-8") as stream:
        stream.write(config_template(keys))


def _entry(setting: Setting[object]) -> str:
    return f"# {setting.explanation}\n# {setting.name} = {setting.example}\n"


def _key_lines(keys: Iterable[tuple[str, str]]) -> str:
    return "".join(f'# "{command_id}" = "{key}"\n' for command_id, key in keys)
