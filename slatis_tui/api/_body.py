"""The body of an answer: gathered under a cap, unpacked, and parsed as the JSON object that every answer is."""

import json
import math
import zlib
from typing import Any

CAP = 8 * 1024 * 1024
"""Bytes of an unpacked answer. The largest page of bookings is a hundredth of it."""


class TooLarge(ValueError):
    """The answer is larger than the cap."""


class NotSlatis(ValueError):
    """The answer is no JSON object."""


class Body:
    """Gathers the chunks of one answer, never holding more than the cap, however well they were packed."""

    def __init__(self, encoding: str, cap: int = CAP) -> None:
        """Expect a body of that `Content-Encoding`; only gzip was asked for.

        Raises:
            NotSlatis: it is packed in another way.
        """
        packing = encoding.strip().lower()
        if packing not in ("", "identity", "gzip", "x-gzip"):
            raise NotSlatis("it is packed in a way that was not asked for")
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16) if packing.endswith("gzip") else None
        self._cap = cap
        self._bytes = bytearray()

    def feed(self, chunk: bytes) -> None:
        """Take the next chunk.

        Raises:
            TooLarge: the cap is passed.
            NotSlatis: it can't be unpacked.
        """
        if self._unpacker is not None:
            try:
                chunk = self._unpacker.decompress(chunk, self._cap - len(self._bytes) + 1)
            except zlib.error as error:
                raise NotSlatis("it can't be unpacked") from error
        self._bytes += chunk
        if len(self._bytes) > self._cap:
            raise TooLarge(f"it is larger than {self._cap // 1024} KiB")

    def whole(self) -> bytes:
        """The unpacked body.

        Raises:
            NotSlatis: the packed stream ended before its end.
        """
        if self._unpacker is not None and not self._unpacker.eof:
            raise NotSlatis("it is cut short")
        return bytes(self._bytes)


def parse(body: bytes) -> Any:
    """The JSON value. NaN and numbers beyond a float read as null: they are no JSON, and only harm.

    Raises:
        NotSlatis: it is no JSON, is nested without end, or holds a number of thousands of digits.
    """
    try:
        return _DECODER.decode(str(body, "utf-8").removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NotSlatis("it is no JSON") from error


def parse_object(body: bytes) -> dict[str, Any]:
    """The JSON object that every answer of Slatis is.

    Raises:
        NotSlatis: it is anything else.
    """
    value = parse(body)
    if not isinstance(value, dict):
        raise NotSlatis("it is no JSON object")
    return value


def _finite(literal: str) -> float | None:
    number = float(literal)
    return number if math.isfinite(number) else None


_DECODER = json.JSONDecoder(parse_constant=lambda _: None, parse_float=_finite)
