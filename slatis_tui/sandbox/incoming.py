"""Reading what a request brings: its body and its query."""

import json

from starlette.requests import Request

from slatis_tui.sandbox.refusals import Refusal, invalid_field, malformed
from slatis_tui.sandbox.wire import JsonObject

LARGEST_BODY = 256 * 1024
"""Bytes (vendor's documentation)."""
_DRAINED = 16 * LARGEST_BODY
"""What is still read of a larger body, so that the client gets to see the answer rather than a reset."""


async def read_body(request: Request) -> bytes:
    """The whole body.

    Raises:
        Refusal: 413, it is over 256 KB.
    """
    body = bytearray()
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= LARGEST_BODY:
            body += chunk
        elif size > _DRAINED:
            break
    if size > LARGEST_BODY:
        raise Refusal(413, "payload_too_large", "The body is over 256 KB")
    return bytes(body)


def parse_object(body: bytes) -> JsonObject:
    """The JSON object in a body.

    Raises:
        Refusal: 400, it is not one, or holds what JSON and UTF-8 can't say (NaN, lone surrogates).
    """
    try:
        value: object = json.loads(body)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        raise malformed("The body is not valid JSON") from None
    if not isinstance(value, dict):
        raise malformed("The body must be a JSON object")
    return value


def parse_optional_object(body: bytes) -> JsonObject:
    """The same for a body that may be left out."""
    return parse_object(body) if body.strip() else {}


def whole_number(query: dict[str, str], name: str, default: int, least: int, most: int) -> int:
    """A number of the query within its bounds.

    Raises:
        Refusal: 400, it is none or out of bounds.
    """
    text = query.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and least <= int(text) <= most):
        raise invalid_field(name, f"must be a whole number from {least} to {most}")
    return int(text)


def truth(query: dict[str, str], name: str) -> bool | None:
    """`true` or `false` of the query; None where it is not given.

    Raises:
        Refusal: 400, it is neither.
    """
    text = query.get(name, "")
    if text not in ("", "true", "false"):
        raise invalid_field(name, "must be true or false")
    return None if not text else text == "true"
