"""The API key: checked before anything else sees it, and shown only masked."""

import re

from slatis_tui.errors import KeyProblem

_PATTERN = re.compile(r"(sk|pk)_(live|test)_([A-Za-z0-9_]{4,200})")
_SHORTEST_TO_QUOTE = 16
"""Characters after the prefix; of fewer, the last four would give too much away."""

WHAT_A_KEY_IS = "A key starts with sk_test_, sk_live_, pk_test_ or pk_live_; copy it again from the Slatis dashboard"


class ApiKey:
    """An API key of the right form. Only `reveal` gives the secret out."""

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def reveal(self) -> str:
        """The secret, for the request that carries it."""
        return self._secret

    @property
    def mode(self) -> str:
        """`TEST` or `LIVE`, by its prefix. A test key never sends real notifications (vendor's documentation)."""
        return self._secret[3:7].upper()

    @property
    def is_public(self) -> bool:
        """Whether it is a `pk_` key, which may read event types, members and free slots, and book."""
        return self._secret.startswith("pk_")

    @property
    def fingerprint(self) -> str:
        """Tells keys apart without telling the key: a part of its hash."""
        import hashlib

        return hashlib.sha256(self._secret.encode()).hexdigest()[:16]

    def __repr__(self) -> str:
        prefix, rest = self._secret[:8], self._secret[8:]
        return f"{prefix}…{rest[-4:] if len(rest) >= _SHORTEST_TO_QUOTE else ''}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ApiKey) and other._secret == self._secret

    def __hash__(self) -> int:
        return hash(self._secret)


def parse_key(text: str) -> ApiKey:
    """The key that the text is, to the letter.

    Raises:
        KeyProblem: it is none. The message does not quote it.
    """
    if _PATTERN.fullmatch(text) is None:
        raise KeyProblem("this is not an API key", hint=WHAT_A_KEY_IS)
    return ApiKey(text)
