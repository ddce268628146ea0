"""Every error that the console can show to a person.

    SlatisError
    ├── UsageError                the command line, the environment or the config file is wrong (exit 2)
    ├── KeyProblem                no usable API key
    ├── DraftError                what was typed can't be kept on disk
    ├── JournalError              the outbox cannot write down a change, so nothing is sent
    └── ApiError                  an exchange with the server did not end as wished
        ├── NotAllowedHere        this key can't do it; nothing was sent
        ├── Unreachable           no connection: the request never left this machine
        ├── NoAnswer              the request may have arrived, the answer did not (time, reset, truncation)
        ├── UnreadableAnswer      an answer that is not Slatis's (HTML, too large, no JSON, a redirect)
        └── Refused               the server answered with an error
            ├── ValidationFailed  400
            ├── Unauthorized      401
            ├── Forbidden         403
            ├── NotFound          404
            ├── Conflict          409
            ├── RateLimited       429
            └── ServerFailed      5xx

A message is written for the operator: what happened, what was and was not done, what to do next. It never
holds an API key, a header or a body. Text from the server in it has been cleaned already.
"""

from typing import NamedTuple


class SlatisError(Exception):
    """The root: `str(error)` is one line for the operator, `hint` is what to do next."""

    hint: str = ""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        if hint:
            self.hint = hint

    @property
    def message(self) -> str:
        """What happened, in one line."""
        return str(self)

    def explained(self) -> str:
        """The message and, where there is one, the hint, as one line."""
        return f"{self.message}. {self.hint}" if self.hint else self.message


class UsageError(SlatisError):
    """A wrong option, variable or config value. The process ends with exit code 2."""


class KeyProblem(SlatisError):
    """There is no API key, or the one given is malformed. The value is never part of the message."""


class JournalError(SlatisError):
    """The journal can't be written or read. No change is sent while this is so."""

    hint = "Nothing was sent. Browsing still works."


class DraftError(SlatisError):
    """What was typed into a form can't be written to the disk, or read from it. Nothing else is affected."""


class ApiError(SlatisError):
    """An exchange with the server that did not end as wished."""

    uncertain: bool = False
    """Whether a write may have been carried out all the same."""

    def __init__(self, message: str, *, hint: str = "", request_id: str = "") -> None:
        super().__init__(message, hint=hint)
        self.request_id = request_id
        """The server's or our own `X-Request-Id`, cleaned; empty where none is known."""


class NotAllowedHere(ApiError):
    """The key, the mode or the console's settings do not permit the request; nothing was sent."""


class Unreachable(ApiError):
    """No connection was made: the request did not leave this machine."""

    hint = "Nothing was sent. Check the network and the base URL."


class NoAnswer(ApiError):
    """The request left, its answer did not arrive whole. A write may or may not have been carried out."""

    uncertain = True


class UnreadableAnswer(ApiError):
    """An answer that is not Slatis's: HTML, a redirect, no JSON, another shape, or too large."""

    uncertain = True

    def __init__(self, message: str, *, status: int = 0, hint: str = "", request_id: str = "") -> None:
        super().__init__(message, hint=hint, request_id=request_id)
        self.status = status


class FieldProblem(NamedTuple):
    """What is wrong with one field: the server's `error.details`, or our own check before sending."""

    field: str
    """The field's key as the API names it (`company`, `attendee.email`); empty when for the whole."""
    message: str


class Refused(ApiError):
    """The server answered, and said no. `code` and `message` stand as they came, cleaned."""

    def __init__(
        self,
        message: str,
        *,
        status: int,
        code: str = "",
        details: tuple[FieldProblem, ...] = (),
        request_id: str = "",
        hint: str = "",
    ) -> None:
        super().__init__(message, hint=hint, request_id=request_id)
        self.status = status
        self.code = code
        self.details = details

    def explained(self) -> str:
        """Code, message, status and request id as one line, so that support can find the exchange."""
        said = f"{self.code}: {self.message}" if self.code else self.message
        known = ", ".join(part for part in (str(self.status), self.request_id) if part)
        return f"{said} ({known})" + (f". {self.hint}" if self.hint else "")


class ValidationFailed(Refused):
    """400 `validation_error`: the details say which fields."""


class Unauthorized(Refused):
    """401: the key was rejected. No change is sent with it any more."""


class Forbidden(Refused):
    """403: the key lacks a scope, or its origin is not allowed."""


class NotFound(Refused):
    """404: there is no such thing, or it is not this key's."""


class Conflict(Refused):
    """409: the state on the server does not permit it."""


class RateLimited(Refused):
    """429: `retry_after` seconds must pass before the next request of this key."""

    def __init__(self, message: str, *, retry_after: float | None, status: int = 429, code: str = "",
                 details: tuple[FieldProblem, ...] = (), request_id: str = "") -> None:  # fmt: skip
        super().__init__(message, status=status, code=code, details=details, request_id=request_id)
        self.retry_after = retry_after
        """Seconds, or None where the server did not say."""


class ServerFailed(Refused):
    """5xx: the server broke. A write may have been carried out before it did."""

    uncertain = True

    def __init__(self, message: str, *, status: int, retry_after: float | None = None, code: str = "",
                 details: tuple[FieldProblem, ...] = (), request_id: str = "", hint: str = "") -> None:  # fmt: skip
        super().__init__(message, status=status, code=code, details=details, request_id=request_id, hint=hint)
        self.retry_after = retry_after
        """Seconds until the same may be asked again, or None where the server did not say."""
