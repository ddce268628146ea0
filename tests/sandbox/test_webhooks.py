"""Webhooks and their delivery history, in offset pages (API Conventions page, "Offset-based pagination")."""

from tests.sandbox.api import Api, refusal

DOCUMENTED = {
    "BOOKING_CREATED", "BOOKING_UPDATED", "BOOKING_CANCELLED", "BOOKING_RESCHEDULED", "BOOKING_COMPLETED",
    "BOOKING_NO_SHOW", "ASSIGNMENT_CHANGED",
}  # fmt: skip


def test_the_webhooks_name_documented_events(api: Api) -> None:
    answer = api.get("/webhooks").json()
    assert answer["pagination"] == {"total": 2, "limit": 25, "offset": 0, "has_more": False}
    assert {event for webhook in answer["webhooks"] for event in webhook["events"]} == DOCUMENTED


def test_the_history_of_one_takes_more_than_a_page(api: Api) -> None:
    webhook_id = api.get("/webhooks").json()["webhooks"][0]["id"]
    pages = [api.get(f"/webhooks/{webhook_id}/deliveries", limit=100, offset=offset).json() for offset in (0, 100)]
    assert [page["pagination"]["has_more"] for page in pages] == [True, False]
    ids = [one["id"] for page in pages for one in page["deliveries"]]
    assert len(set(ids)) == len(ids) == pages[0]["pagination"]["total"] == 140
    times = [one["created_at"] for page in pages for one in page["deliveries"]]
    assert times == sorted(times, reverse=True)
    assert {one["event"] for page in pages for one in page["deliveries"]} <= DOCUMENTED


def test_one_that_never_delivered_has_no_history(api: Api) -> None:
    webhook_id = api.get("/webhooks").json()["webhooks"][1]["id"]
    assert api.get(f"/webhooks/{webhook_id}/deliveries").json()["deliveries"] == []
    assert refusal(api.get("/webhooks/whk_none/deliveries")) == (404, "not_found")


def test_a_public_key_may_not_read_them(public_api: Api) -> None:
    assert refusal(public_api.get("/webhooks")) == (403, "forbidden")
