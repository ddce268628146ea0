"""API keys, what they may do, and whose they are (vendor's documentation, authentication and scopes)."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from slatis_tui.sandbox.refusals import forbidden, unauthorized


class Scope(StrEnum):
    """What a key may be allowed to do."""

    BOOKINGS_CREATE = "bookings:create"
    BOOKINGS_READ_OWN = "bookings:read-own"
    BOOKINGS_READ = "bookings:read"
    BOOKINGS_UPDATE = "bookings:update"
    BOOKINGS_CANCEL = "bookings:cancel"
    BOOKINGS_RESCHEDULE = "bookings:reschedule"
    BOOKINGS_TRANSITION = "bookings:transition"
    AVAILABILITY_READ = "availability:read"
    EVENT_TYPES_READ = "event-types:read"
    EVENT_TYPES_WRITE = "event-types:write"
    TEAM_READ = "team:read"
    WEBHOOKS_READ = "webhooks:read"


PUBLIC = frozenset(
    {
        Scope.BOOKINGS_CREATE,
        Scope.BOOKINGS_READ_OWN,
        Scope.AVAILABILITY_READ,
        Scope.EVENT_TYPES_READ,
        Scope.TEAM_READ,
    }
)
"""The scopes that a public key may hold."""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is asking: one key."""

    name: str
    """What the bookings that it creates remember, and what its rate is counted under. Never the key itself."""
    scopes: frozenset[Scope]

    def require(self, *scopes: Scope) -> None:
        """Let pass with any of these scopes.

        Raises:
            Refusal: 403, none of them was granted.
        """
        if not self.scopes.intersection(scopes):
            raise forbidden(f"This key lacks the scope {scopes[0]}")


SECRET_PRINCIPAL = Principal("secret key", frozenset(Scope))
PUBLIC_PRINCIPAL = Principal("public key", PUBLIC)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The sandbox's two keys: one that may do everything, one that a web page could hold."""

    secret: str
    public: str

    @classmethod
    def generate(cls) -> "KeyRing":
        """Two test keys that nobody else has."""
        return cls(f"sk_test_{secrets.token_hex(20)}", f"pk_test_{secrets.token_hex(20)}")

    def identify(self, headers: Mapping[str, str]) -> Principal:
        """Who sent these headers.

        Raises:
            Refusal: 401, no key or an unknown one.
        """
        given = _given_key(headers)
        if not given:
            raise unauthorized("No API key was given")
        for key, principal in ((self.secret, SECRET_PRINCIPAL), (self.public, PUBLIC_PRINCIPAL)):
            if hmac.compare_digest(given.encode(), key.encode()):
                return principal
        raise unauthorized("The API key is not known")


def _given_key(headers: Mapping[str, str]) -> str:
    """From `Authorization: Bearer`, `Slatis-Api-Key` or the legacy `X-API-Key`, in that order."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    return headers.get("slatis-api-key") or headers.get("x-api-key") or ""
