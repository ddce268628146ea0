"""Metadata as a person types it: `source=phone, campaign=spring`, or a JSON object for all else."""

import json
from typing import Any, NoReturn

from slatis_tui.domain.field_values import BadValue

_HOW = "write it like source=phone, campaign=spring, or as a JSON object"


def read_metadata(text: str) -> dict[str, Any]:
    """The metadata object; empty for an empty text. Values of the short form are texts.

    Raises:
        BadValue: it is neither form, or names a key twice.
    """
    text = text.strip()
    return _read_json(text) if text.startswith("{") else _read_pairs(text)


def _read_pairs(text: str) -> dict[str, Any]:
    pairs: dict[str, Any] = {}
    for piece in filter(None, (piece.strip() for piece in text.split(","))):
        key, sign, value = piece.partition("=")
        key = key.strip()
        if not sign or not key:
            raise BadValue(f"{piece}: {_HOW}")
        if key in pairs:
            raise BadValue(f"{key} stands there twice")
        pairs[key] = value.strip()
    return pairs


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
