"""Every way in which the sandbox says no: a status, a code and a message in the envelope.

The statuses and codes are those of the vendor's documentation; `conflict`, `method_not_allowed`,
`payload_too_large` and `internal_error` are our reading.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Detail:
    """What is wrong with one field, named as the request names it (`company`, `attendee.email`)."""

    field: str
    message: str


class Refusal(Exception):
    """An answer other than success."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        details: tuple[Detail, ...] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.details = details
        self.headers = headers or {}

    def payload(self) -> dict[str, object]:
        """The body of the answer."""
        error: dict[str, object] = {"code": self.code, "message": str(self)}
        if self.details:
            error["details"] = [{"field": detail.field, "message": detail.message} for detail in self.details]
        return {"success": False, "error": error}


def malformed(message: str) -> Refusal:
    """The body as a whole can't be read."""
    return Refusal(400, "validation_error", message)


def invalid(*details: Detail) -> Refusal:
    """These fields are wrong."""
    fields = ", ".join(detail.field for detail in details)
    return Refusal(400, "validation_error", f"The request is not valid: {fields}", details=details)


def invalid_field(field: str, message: str) -> Refusal:
    """This one field is wrong."""
    return invalid(Detail(field, message))


def unauthorized(message: str) -> Refusal:
    """There is no key, or not one of ours."""
    return Refusal(401, "unauthorized", message)


def forbidden(message: str) -> Refusal:
    """The key lacks a scope, or the request came from elsewhere."""
    return Refusal(403, "forbidden", message)


def not_found(what: str) -> Refusal:
    """There is no such thing, or it is not this key's."""
    return Refusal(404, "not_found", f"{what} not found")


def conflict(message: str, *details: Detail) -> Refusal:
    """The state does not permit it; `details` where one field is to blame."""
    return Refusal(409, "conflict", message, details=details)


def rate_limited(retry_after: int) -> Refusal:
    """The key has used up its window; `retry_after` in seconds."""
    message = f"Too many requests. Try again in {retry_after} s."
    return Refusal(429, "rate_limited", message, headers={"Retry-After": str(retry_after)})
