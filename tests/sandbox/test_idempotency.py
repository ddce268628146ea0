"""Repeating a create (vendor's Bookings page, "Idempotency")."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from slatis_tui.sandbox.options import SandboxOptions
from tests.sandbox.api import ATTENDEE, NOW, Api, Json, wrong_fields
from tests.support.sandbox import running_sandbox


def request(start: str) -> Json:
    return {"event_type_id": "evt_04question", "requested_time": start, "attendee": ATTENDEE}


def create(api: Api, body: Json | bytes, key: str) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return api.http.post("/bookings", content=content, headers={"Idempotency-Key": key})


def test_the_same_key_again_answers_200_with_the_original_body(api: Api) -> None:
    key = str(uuid4())
    first = create(api, request("2026-06-15T09:00:00Z"), key)
    api.settled(first.json()["booking"]["id"])
    again = create(api, request("2026-06-15T09:00:00Z"), key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json().pop("idempotent_replay") is True
    assert again.content.replace(b',"idempotent_replay":true', b"") == first.content


def test_a_replay_books_nothing(api: Api) -> None:
    key, start = str(uuid4()), "2026-06-15T10:00:00Z"
    for _ in range(3):
        create(api, request(start), key)
    assert len(api.every_booking(start_date=start, end_date=start)) == 1


def test_the_same_key_with_another_body_gets_the_original_answer(api: Api) -> None:
    key, start, other = str(uuid4()), "2026-06-15T11:00:00Z", "2026-06-15T12:00:00Z"
    first = create(api, request(start), key)
    for body in (request(other), b"{}", b"no JSON"):
        again = create(api, body, key)
        assert again.status_code == 200
        assert again.content.replace(b',"idempotent_replay":true', b"") == first.content
    assert len(api.every_booking(start_date=start, end_date=other)) == 1


def test_a_replay_still_works_when_the_time_was_taken_by_it(api: Api) -> None:
    key, body = str(uuid4()), request("2026-06-15T13:00:00Z") | {"assign_to": "mem_01amelia"}
    assert [create(api, body, key).status_code for _ in range(2)] == [201, 200]
    assert create(api, body, str(uuid4())).status_code == 409


def test_a_refused_create_leaves_the_key_free(api: Api) -> None:
    key = str(uuid4())
    assert create(api, request("nonsense"), key).status_code == 400
    assert create(api, request("2026-06-15T14:00:00Z"), key).status_code == 201


def test_without_a_key_the_same_body_books_twice(api: Api) -> None:
    start = "2026-06-15T15:00:00Z"
    assert [api.post("/bookings", request(start)).status_code for _ in range(2)] == [201, 201]


@pytest.mark.parametrize(("key", "fits"), [("k" * 255, True), ("k" * 256, False), ("", False)])
def test_a_key_has_1_to_255_characters(api: Api, key: str, fits: bool) -> None:
    answer = create(api, request("2026-06-15T16:00:00Z"), key)
    if fits:
        assert answer.status_code == 201
    else:
        assert wrong_fields(answer) == ["Idempotency-Key"]


def test_both_keys_of_the_team_share_the_idempotency_keys(api: Api, public_api: Api) -> None:
    key, body = str(uuid4()), request("2026-06-15T17:00:00Z")
    assert create(public_api, body, key).status_code == 201
    assert create(api, body, key).json()["idempotent_replay"] is True


def test_the_same_key_at_the_same_time_books_once(api: Api) -> None:
    key, start = str(uuid4()), "2026-06-15T18:00:00Z"
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: create(api, request(start), key), range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.json()["booking"]["id"] for answer in answers}) == 1
    assert len(api.every_booking(start_date=start, end_date=start)) == 1


def test_a_key_is_kept_for_24_hours_and_no_longer(tmp_path: Path) -> None:
    """The clock is set anew with each start over the same file."""
    hour, body, statuses = 3600.0, request("2026-06-20T09:00:00Z"), []
    for hours in (0.0, 23.9, 24.1):
        options = SandboxOptions(bookings=0, rate=0, now=NOW + hours * hour, db=tmp_path / "kept.db")
        with running_sandbox(options) as address:
            api = Api(address)
            with api.http:
                statuses.append(create(api, body, "order_12345_attempt_1").status_code)
    assert statuses == [201, 200, 201]
