"""Keys, scopes, rate limits and what every answer carries (vendor's documentation)."""

import json
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime

import httpx
import pytest

from slatis_tui.sandbox.options import SandboxOptions
from tests.sandbox.api import ATTENDEE, NOW, Api, Json, refusal
from tests.support.sandbox import running_sandbox

REQUEST: Json = {"event_type_id": "evt_04question", "requested_time": "2026-06-29T09:00:00Z", "attendee": ATTENDEE}


@pytest.mark.parametrize(
    "headers",
    [
        lambda key: {"Authorization": f"Bearer {key}"},
        lambda key: {"Authorization": f"bearer {key}"},
        lambda key: {"Slatis-Api-Key": key},
        lambda key: {"X-API-Key": key},
    ],
)
def test_a_key_may_come_in_any_of_three_headers(api: Api, headers: Callable[[str], dict[str, str]]) -> None:
    url = f"{api.address.base_url}/event-types"
    assert httpx.get(url, headers=headers(api.address.secret_key), trust_env=False).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer sk_test_wrong"},
        {"Authorization": "Basic c2t0ZXN0"},
        {"X-API-Key": "ключ"},
    ],
)
def test_without_a_known_key_nothing_is_told(api: Api, headers: dict[str, str]) -> None:
    raw = {name.encode(): value.encode() for name, value in headers.items()}
    for path in ("/event-types", "/nowhere"):
        answer = httpx.get(f"{api.address.base_url}{path}", headers=raw, trust_env=False)
        assert refusal(answer) == (401, "unauthorized")
        assert "X-RateLimit-Limit" not in answer.headers


def test_a_wrong_bearer_is_not_made_good_by_another_header(api: Api) -> None:
    headers = {"Authorization": "Bearer wrong", "X-API-Key": api.address.secret_key}
    answer = httpx.get(f"{api.address.base_url}/event-types", headers=headers, trust_env=False)
    assert refusal(answer) == (401, "unauthorized")


def test_the_keys_say_what_they_are(api: Api) -> None:
    assert api.address.secret_key.startswith("sk_test_")
    assert api.address.public_key.startswith("pk_test_")


def test_a_public_key_reads_what_a_web_page_needs(public_api: Api) -> None:
    for path in ("/event-types", "/event-types/evt_04question", "/event-types/evt_04question/fields", "/team/members"):
        assert public_api.get(path).status_code == 200
    query = {"event_type_id": "evt_04question", "start_date": "2026-11-16", "end_date": "2026-11-16"}
    assert public_api.get("/availability", **query).status_code == 200


def test_a_public_key_sees_the_bookings_that_it_made_and_no_others(api: Api, public_api: Api) -> None:
    own, other = public_api.make("2026-06-29T10:00:00Z"), api.any_booking("SCHEDULED")
    assert public_api.booking(own["id"])["id"] == own["id"]
    assert refusal(public_api.get(f"/bookings/{other['id']}")) == (404, "not_found")
    listed = {booking["id"] for booking in public_api.every_booking()}
    assert own["id"] in listed
    assert other["id"] not in listed
    assert api.booking(own["id"])["id"] == own["id"]


def test_a_public_key_moves_nothing_on(public_api: Api) -> None:
    path = f"/bookings/{public_api.make('2026-06-30T10:00:00Z')['id']}"
    for verb in ("confirm", "complete", "no-show", "cancel", "reschedule"):
        answer = public_api.post(f"{path}/{verb}", {"requested_time": "2026-07-01T09:00:00Z"})
        assert refusal(answer) == (403, "forbidden")
    assert refusal(public_api.patch(path, {"attendee": {"name": "Jane"}})) == (403, "forbidden")


def test_an_unknown_path_is_not_found_and_a_wrong_method_not_allowed(api: Api) -> None:
    assert refusal(api.get("/nowhere")) == (404, "not_found")
    assert refusal(api.get("/event-types/")) == (404, "not_found")
    assert refusal(api.http.delete("/bookings/bkg_none")) == (405, "method_not_allowed")
    assert refusal(api.http.get(api.address.base_url.removesuffix("/v1"))) == (404, "not_found")


def test_a_request_id_is_echoed_or_made(api: Api) -> None:
    assert api.http.get("/event-types", headers={"X-Request-Id": "mine-1"}).headers["X-Request-Id"] == "mine-1"
    made = {api.get(path).headers["X-Request-Id"] for path in ("/event-types", "/nowhere", "/bookings/bkg_none")}
    assert len(made) == 3
    for unfit in ("x" * 201, "two words"):
        assert api.http.get("/event-types", headers={"X-Request-Id": unfit}).headers["X-Request-Id"] != unfit


def test_the_date_goes_by_the_sandboxs_clock(api: Api) -> None:
    date = parsedate_to_datetime(api.get("/event-types").headers["Date"]).timestamp()
    assert NOW - 1 <= date < NOW + 3600


@pytest.mark.parametrize("host", ["slatis.example", "127.0.0.1.slatis.example", "localhost.example:80", "10.0.0.1", ""])
def test_a_foreign_host_is_refused(api: Api, host: str) -> None:
    """Or any web page whose name leads to loopback could try keys."""
    assert refusal(api.http.get("/event-types", headers={"Host": host})) == (403, "forbidden")


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1", "127.8.8.8:80", "[::1]:80", "LOCALHOST"])
def test_the_names_of_this_machine_are_served(api: Api, host: str) -> None:
    assert api.http.get("/event-types", headers={"Host": host}).status_code == 200


def test_other_origins_are_refused_and_none_is_invited(api: Api) -> None:
    answer = api.http.get("/event-types", headers={"Origin": "https://slatis.example"})
    assert refusal(answer) == (403, "forbidden")
    assert refusal(api.http.get("/event-types", headers={"Origin": "null"})) == (403, "forbidden")
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_every_answer_is_json(api: Api) -> None:
    for path in ("/event-types", "/nowhere"):
        assert api.get(path).headers["Content-Type"] == "application/json"


def test_without_a_limit_there_are_no_rate_headers(api: Api) -> None:
    assert not [name for name in api.get("/event-types").headers if name.startswith("x-ratelimit")]


@pytest.fixture
def limited() -> Iterator[Api]:
    """A sandbox that takes five requests a minute."""
    with running_sandbox(SandboxOptions(bookings=0, rate=5, now=NOW)) as address:
        api = Api(address)
        with api.http:
            yield api


def test_the_rate_limit_counts_down_on_every_answer_and_then_says_when_to_come_back(limited: Api) -> None:
    answers = [limited.get(path) for path in ("/event-types", "/nowhere", "/bookings/bkg_none")]
    answers += [limited.post("/bookings", {}), limited.get("/bookings"), limited.get("/bookings")]
    assert [answer.status_code for answer in answers] == [200, 404, 404, 400, 200, 429]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers] == ["4", "3", "2", "1", "0", "0"]
    assert {answer.headers["X-RateLimit-Limit"] for answer in answers} == {"5"}
    assert refusal(answers[-1]) == (429, "rate_limited")
    date = parsedate_to_datetime(answers[-1].headers["Date"]).timestamp()
    assert 0 <= int(answers[-1].headers["X-RateLimit-Reset"]) - date <= 62
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60


def test_each_key_has_its_own_limit_and_strangers_use_up_none(limited: Api) -> None:
    for _ in range(10):
        httpx.get(f"{limited.address.base_url}/event-types", trust_env=False)
    public = Api(limited.address, limited.address.public_key)
    with public.http:
        assert public.get("/event-types").headers["X-RateLimit-Remaining"] == "4"
    assert limited.get("/event-types").headers["X-RateLimit-Remaining"] == "4"


def test_a_refused_create_over_the_limit_books_nothing(limited: Api) -> None:
    answers = [limited.post("/bookings", REQUEST | {"assign_to": "mem_01amelia"}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [201, 409, 409, 409, 409, 429]
    assert json.loads(answers[-1].content)["error"]["code"] == "rate_limited"
