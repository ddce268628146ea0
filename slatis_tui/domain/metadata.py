"""Metadata as a person types it: one `key=value` a line, several in one line, or a JSON object for all else."""

import json
from typing import Any, NoReturn

from slatis_tui.domain.field_values import BadValue

REFERENCE = "client_ref"
"""The key of a create's `metadata` that holds the change's id: by it the booking can be found."""
_HOW = "write a line such as source=phone for each, or a JSON object"


def read_metadata(text: str) -> dict[str, Any]:
    """The metadata object; empty for an empty text. Values of the short form are texts.

    A comma parts two pairs only where a `key=` follows; else it belongs to the value: `note=Hello, you`.

    Raises:
        BadValue: it is neither form, or names a key twice.
    """
    text = text.strip()
    return _read_json(text) if text.startswith("{") else _read_pairs(text)


def metadata_text(metadata: dict[str, Any]) -> str:
    """The metadata as one would type it; as JSON where lines can't say it, empty where there is none."""
    if not metadata:
        return ""
    lines = "\n".join(f"{key}={value}" for key, value in metadata.items())
    try:
        if all(isinstance(value, str) for value in metadata.values()) and read_metadata(lines) == metadata:
            return lines
    except BadValue:
        pass
    return json.dumps(metadata, ensure_ascii=False)


def _read_pairs(text: str) -> dict[str, Any]:
    pairs: dict[str, Any] = {}
    for piece in filter(None, (piece.strip() for line in text.split("\n") for piece in _pieces(line))):
        key, sign, value = piece.partition("=")
        key = key.strip()
        if not sign or not key:
            raise BadValue(f"{piece}: {_HOW}")
        if key in pairs:
            raise BadValue(f"{key} stands there twice")
        pairs[key] = value.strip()
    return pairs


def _pieces(line: str) -> list[str]:
    pieces: list[str] = []
    for piece in line.split(","):
        if pieces and piece.strip() and "=" not in piece and "=" in pieces[-1]:
            pieces[-1] += f",{piece}"
        else:
            pieces.append(piece)
    return pieces


def _read_json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_without_duplicates)
    except json.JSONDecodeError as error:
        raise BadValue(f"Not JSON: {error.msg} at character {error.pos + 1}; {_HOW}") from None
    except RecursionError:
        raise BadValue("This JSON is nested too deeply") from None
    if not isinstance(found, dict):
        raise BadValue(f"Not a JSON object; {_HOW}")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise BadValue(f"{name} is not JSON")


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise BadValue("A key stands there twice")
    return found
