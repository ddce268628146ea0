"""A plain HTTP client for the contract tests, which shares nothing with the console's."""

from typing import Any

import httpx

from slatis_tui.sandbox.launch import SandboxAddress
from tests.support.polling import eventually

NOW = 1_777_881_600.0
"""2026-05-04 08:00:00 UTC, a Monday: where the clock of the tests' sandbox starts."""
ATTENDEE = {"name": "Jane Smith", "email": "jane@example.com"}
Json = dict[str, Any]


def half_hours(day: str) -> list[str]:
    """Twelve starts from 13:00 UTC on, each half an hour after the other: as many as a member takes a day."""
    return [f"{day}T{13 + number // 2}:{number % 2 * 30:02}:00Z" for number in range(12)]


class Api:
    """One key's way to a sandbox."""

    def __init__(self, address: SandboxAddress, key: str = "") -> None:
        self.address = address
        self.http = httpx.Client(
            base_url=address.base_url, headers={"Authorization": f"Bearer {key or address.secret_key}"}, trust_env=False
        )

    def get(self, path: str, **query: str | int) -> httpx.Response:
        return self.http.get(path, params=query)

    def post(self, path: str, body: Json | None = None, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.post(path, headers=named) if body is None else self.http.post(path, json=body, headers=named)

    def patch(self, path: str, body: Json) -> httpx.Response:
        return self.http.patch(path, json=body)

    def booking(self, booking_id: str) -> Json:
        """One booking as it is now."""
        return _part(self.get(f"/bookings/{booking_id}"), "booking")

    def make(self, start: str, event_type: str = "evt_04question", **more: Any) -> Json:
        """Make a booking; the answer, as a rule a draft."""
        body = {"event_type_id": event_type, "requested_time": start, "attendee": ATTENDEE} | more
        made = self.post("/bookings", body)
        assert made.status_code == 201, made.text
        booking: Json = made.json()["booking"]
        return booking

    def book(self, start: str, event_type: str = "evt_04question", **more: Any) -> Json:
        """Make a booking and wait until it is routed."""
        return self.settled(self.make(start, event_type, **more)["id"])

    def settled(self, booking_id: str) -> Json:
        """A booking once it is no draft any more."""

        def routed() -> Json | None:
            booking = self.booking(booking_id)
            return None if booking["status"] == "DRAFT" else booking

        found = eventually(routed)
        assert found is not None
        return found

    def every_booking(self, **query: str | int) -> list[Json]:
        """Every page of a list."""
        found: list[Json] = []
        cursor = ""
        while True:
            page = self.get("/bookings", **query, limit=100, **({"cursor": cursor} if cursor else {})).json()
            found += page["bookings"]
            if not page["pagination"]["has_more"]:
                return found
            cursor = page["pagination"]["next_cursor"]

    def any_booking(self, status: str) -> Json:
        """Some booking with that status."""
        found: Json = self.get("/bookings", status=status, limit=1).json()["bookings"][0]
        return found


def _part(answer: httpx.Response, name: str) -> Json:
    assert answer.status_code == 200, answer.text
    part: Json = answer.json()[name]
    return part


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a failure, after checking that its envelope is whole."""
    body = answer.json()
    assert body["success"] is False
    assert set(body) == {"success", "error"}
    assert body["error"]["message"]
    return answer.status_code, body["error"]["code"]


def wrong_fields(answer: httpx.Response) -> list[str]:
    """The fields that a 400 complains of."""
    assert refusal(answer) == (400, "validation_error")
    details = answer.json()["error"].get("details", [])
    assert all(set(detail) == {"field", "message"} and detail["message"] for detail in details)
    return [detail["field"] for detail in details]
