"""The API key: kept where no `repr` shows it, and given out for one header."""

from slatis_tui.errors import KeyProblem, NotAllowedHere

_PREFIXES = ("sk_live_", "sk_test_", "pk_live_", "pk_test_")
_SHORTEST_TO_QUOTE = 16
"""Of a shorter key the last four characters would give too much away."""


class ApiKey:
    """An API key that can stand in a header. Its kind is its prefix (vendor's documentation, "Authentication")."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        """Take the key.

        Raises:
            KeyProblem: a header can't carry it. Checked here because the HTTP library's own error would quote it.
        """
        if not value or not value.isascii() or not value.isprintable() or " " in value:
            raise KeyProblem(
                "The API key is empty or holds a character that no key has (a space, a line break, an accent)",
                hint="Copy it again from the dashboard. Nothing was sent.",
            )
        self._value = value

    @property
    def is_public(self) -> bool:
        """Whether it is a `pk_` key, which may read event types, members and free slots, and book."""
        return self._value.startswith("pk_")

    @property
    def is_public_live(self) -> bool:
        """Whether the server checks it against allowed origins, which a console has none of."""
        return self._value.startswith("pk_live_")

    def must_be_secret(self, doing: str) -> None:
        """Refuse what only a secret key may do; `doing` begins the sentence.

        Raises:
            NotAllowedHere: it is a public key; nothing was sent.
        """
        if self.is_public:
            hint = "Nothing was sent. Start with an sk_ key; a pk_ key reads event types, the team and slots, and books"
            raise NotAllowedHere(f"{doing} needs a secret key", hint=hint)

    def authorization(self) -> str:
        """The value of the `Authorization` header."""
        return f"Bearer {self._value}"

    def __repr__(self) -> str:
        prefix = next((known for known in _PREFIXES if self._value.startswith(known)), "")
        ending = self._value[-4:] if len(self._value) >= _SHORTEST_TO_QUOTE else ""
        return f"<ApiKey {prefix}…{ending}>"
