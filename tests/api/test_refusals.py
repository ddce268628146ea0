"""A server's no → the typed error, with all that it said."""

import pytest

from slatis_tui.domain.changes import Verb
from slatis_tui.errors import (
    Conflict,
    FieldProblem,
    Forbidden,
    NotFound,
    RateLimited,
    Refused,
    ServerFailed,
    Unauthorized,
    ValidationFailed,
)
from tests.api.fakes import Server, client_of, refusal, said


async def refused_with(server: Server, key: str = "sk_test_abcdefghijklmnop") -> Refused:
    """The error of a write that the server refused; a write is sent once."""
    with pytest.raises(Refused) as caught:
        await client_of(server, key=key).transition(Verb.CONFIRM, "bkg_1")
    assert len(server.requests) == 1
    return caught.value


@pytest.mark.parametrize(
    ("status", "kind", "uncertain"),
    [
        (400, ValidationFailed, False),
        (401, Unauthorized, False),
        (402, Refused, False),
        (403, Forbidden, False),
        (404, NotFound, False),
        (405, Refused, False),
        (409, Conflict, False),
        (413, Refused, False),
        (422, ValidationFailed, False),
        (429, RateLimited, False),
        (499, Refused, False),
        (500, ServerFailed, True),
        (502, ServerFailed, True),
        (599, ServerFailed, True),
        (799, ServerFailed, True),
    ],
)
async def test_each_status_is_its_own_error(status: int, kind: type[Refused], uncertain: bool) -> None:
    error = await refused_with(Server(refusal(status, "some_code", "No such luck", {"X-Request-Id": "req_1"})))
    assert type(error) is kind
    assert (error.status, error.code, error.message) == (status, "some_code", "No such luck")
    assert (error.request_id, error.uncertain) == ("req_1", uncertain)
    assert f"some_code: No such luck ({status}, req_1)" in error.explained()
    assert ("Nothing was made or changed" in error.explained()) is (status == 413)


async def test_a_missing_field_is_named() -> None:
    """400 `validation_error` (Event Types page, "Get custom fields")."""
    details = [{"field": "company", "message": "is required"}, {"field": "attendee.email", "message": "is no e-mail"}]
    error = await refused_with(Server(refusal(400, "validation_error", "Invalid", details=details)))
    assert error.details == (
        FieldProblem("company", "is required"),
        FieldProblem("attendee.email", "is no e-mail"),
    )


@pytest.mark.parametrize(
    ("details", "problems"),
    [
        (None, ()),
        (7, ()),
        ([], ()),
        ([None, 3, {}, []], ()),
        ("all wrong", (FieldProblem("", "all wrong"),)),
        (["all wrong"], (FieldProblem("", "all wrong"),)),
        ([{"message": "wrong"}], (FieldProblem("", "wrong"),)),
        ([{"path": ["attendee", "email"], "message": "wrong"}], (FieldProblem("attendee.email", "wrong"),)),
        ({"company": "wrong"}, (FieldProblem("company", "wrong"),)),
        ({"company": ["wrong", "bad"]}, (FieldProblem("company", "wrong"), FieldProblem("company", "bad"))),
        ([{"field": "a\x1b[2J", "message": "\x9bx"}], (FieldProblem("a␛[2J", "�x"),)),
    ],
)
async def test_details_of_any_shape_lose_no_text_and_raise_nothing(
    details: object, problems: tuple[FieldProblem, ...]
) -> None:
    error = await refused_with(Server(refusal(400, "validation_error", "Invalid", details=details)))
    assert error.details == problems


@pytest.mark.parametrize(
    ("document", "code", "message"),
    [
        ({"success": False, "error": "plain words"}, "", "plain words"),
        ({"code": "gone", "message": "flat"}, "gone", "flat"),
        ({"error": {"code": 7, "message": None}}, "", "The server answered 404 Not Found"),
        ({}, "", "The server answered 404 Not Found"),
        ([], "", "The server answered 404 Not Found"),
        (b"<html>nginx</html>", "", "The server answered 404 Not Found"),
        (b"", "", "The server answered 404 Not Found"),
    ],
)
async def test_a_refusal_without_the_envelope_still_says_something(document: object, code: str, message: str) -> None:
    error = await refused_with(Server(said(document, 404)))
    assert (error.code, error.message) == (code, message)


async def test_our_own_request_id_stands_in_where_the_server_gives_none() -> None:
    server = Server(refusal(409, "conflict", "No"))
    error = await refused_with(server)
    assert error.request_id == server.requests[0].headers["X-Request-Id"]


async def test_hostile_words_of_a_server_are_made_harmless() -> None:
    headers = {"X-Request-Id": b"\x1b]0;x\x07".decode("latin-1")}
    error = await refused_with(Server(refusal(409, "\x1b[31mred", "\u202egnp.exe", headers)))
    for said_by_server in (error.code, error.message, error.request_id, error.explained()):
        assert said_by_server.isprintable()


async def test_a_live_public_key_is_told_about_its_origin() -> None:
    error = await refused_with_create("pk_live_abcdefghijkl")
    assert "origin" in error.hint
    assert "origin" not in (await refused_with_create("pk_test_abcdefghijkl")).hint


async def refused_with_create(key: str) -> Refused:
    """The 403 of a create, which a public key may try."""
    with pytest.raises(Forbidden) as caught:
        await client_of(Server(refusal(403, "forbidden", "No")), key=key).create(b"{}", "op-1")
    return caught.value


async def test_a_success_that_says_it_is_none_is_a_refusal() -> None:
    error = await refused_with(Server(refusal(200, "odd", "Not really")))
    assert (type(error), error.status, error.message) == (Refused, 200, "Not really")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 422])
async def test_a_refused_read_is_not_asked_again(status: int) -> None:
    server = Server(refusal(status, "no", "No"))
    with pytest.raises(Refused):
        await client_of(server).get_booking("bkg_1")
    assert len(server.requests) == 1
