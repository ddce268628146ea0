"""Writing one table into the config file: what else stands there stays as it is, its comments included."""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkstemp

from slatis_tui.errors import SlatisError
from slatis_tui.settings.config_file import read_config
from slatis_tui.settings.paths import make_private_folder

_BY_HAND = "Nothing was changed; write it into the file by hand"


def write_table(
    path: Path, table: str, name: str, values: Mapping[str, str], plain: Callable[[str], str] = str
) -> None:
    """Write `[table.name]` with these values into the file, in the place of one of that name.

    The new text is read back before it takes the place of the old one, which goes to a `.bak` beside it.

    Args:
        path: the config file, there or not.
        table: the table, such as `views`.
        name: its entry.
        values: the keys of the entry; texts.
        plain: what matters of a name.

    Raises:
        SlatisError: the file is not one to be changed, or can't be written; it is as it was.
    """
    config = read_config(path)
    entries = config.table(table)
    entry = next((one for one in entries if plain(one) == plain(name)), name)
    text = _with_table(config.text, table, entry, values)
    if _data(text) != {**config.data, table: {**entries, entry: dict(values)}}:
        raise SlatisError(f"{path} is written in a way that can't be added to", hint=_BY_HAND)
    try:
        _replace(path, text)
    except OSError as error:
        raise SlatisError(f"{path} can't be written: {error.strerror}", hint="Nothing was changed") from None


def replace_file(path: Path, content: bytes, mode: int) -> None:
    """Put a whole file in the place of the old one, or leave that as it is; OSError where it can't be."""
    make_private_folder(path.parent)
    handle, name = mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError:
        os.unlink(name)
        raise


def _replace(path: Path, text: str) -> None:
    """A link stays one: what it leads to is replaced."""
    target = Path(os.path.realpath(path))
    mode = 0o600
    if target.exists():
        mode = target.stat().st_mode & 0o777
        replace_file(target.with_name(f"{target.name}.bak"), target.read_bytes(), mode)
    replace_file(target, text.encode(), mode)


def _with_table(text: str, table: str, name: str, values: Mapping[str, str]) -> str:
    newline = "\r\n" if "\r\n" in text else "\n"
    entry = [f"{_key(key)} = {_text(value)}{newline}" for key, value in values.items()]
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += newline
    start = next((place for place, line in enumerate(lines) if _is_header(line, table, name)), None)
    if start is None:
        gap = [newline] if lines and lines[-1].strip() else []
        return "".join([*lines, *gap, f"[{table}.{_key(name)}]{newline}", *entry])
    end = next((place for place in range(start + 1, len(lines)) if lines[place].lstrip().startswith("[")), len(lines))
    kept = [line for line in lines[start + 1 : end] if not line.strip() or line.lstrip().startswith("#")]
    return "".join([*lines[: start + 1], *entry, *kept, *lines[end:]])


def _is_header(line: str, table: str, name: str) -> bool:
    return line.lstrip().startswith("[") and _data(line) == {table: {name: {}}}


def _data(text: str) -> Mapping[str, object] | None:
    """What the text says; None where it is not TOML."""
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _key(name: str) -> str:
    bare = name.isascii() and name and all(char.isalnum() or char in "-_" for char in name)
    return name if bare else _text(name)


def _text(value: str) -> str:
    """A basic string: those of JSON are some of TOML's, but for the one character that JSON leaves as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
