"""A person as one copies them from a mail or a signature: `Ana Ruiz <ana@x.io> +34 600 123 456`."""

import re
from typing import NamedTuple

_EMAIL = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"'@]+\.[^\s<>()\[\],;:\"'@.]+")
_PHONE = re.compile(r"(?<![\w+])\+?\(?[0-9][0-9 ().\-/\u00a0]{4,}[0-9](?!\w)")
_LABELS = re.compile(r"\b(?:e-?mail|mailto|phone|tel|mobile|cell|name|from|to)\b\.?\s*:", re.IGNORECASE)
_AROUND = " \t\n<>()[]\"',;:|·•–—-/"
_LONGEST = 1_000


class Contact(NamedTuple):
    """What the text says of a person; empty where it says nothing."""

    name: str = ""
    email: str = ""
    phone: str = ""


def read_contact(text: str) -> Contact | None:
    """The person of that text; None unless it has an e-mail address and something besides."""
    if len(text) > _LONGEST:
        return None
    found = _EMAIL.search(text)
    if found is None:
        return None
    rest = _LABELS.sub(" ", f"{text[: found.start()]}\n{text[found.end() :]}")
    phone = _PHONE.search(rest)
    if phone is not None:
        rest = f"{rest[: phone.start()]}\n{rest[phone.end() :]}"
    pieces = (" ".join(piece.split()).strip(_AROUND) for piece in rest.split("\n"))
    name = next((piece for piece in pieces if any(char.isalpha() for char in piece)), "")
    if not (name or phone):
        return None
    return Contact(name, found[0], phone[0].strip() if phone else "")
