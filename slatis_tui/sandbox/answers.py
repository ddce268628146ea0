"""Answers as HTTP responses, and handlers as routes."""

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from slatis_tui.sandbox.backend import Answer, Backend, Call
from slatis_tui.sandbox.incoming import read_body
from slatis_tui.sandbox.keys import Principal, Scope
from slatis_tui.sandbox.refusals import Refusal, not_found
from slatis_tui.sandbox.wire import encode

Handler = Callable[[Backend, Call], Answer]
"""An operation. It does not wait for anything, so no other request comes in between."""

_JSON = "application/json"


def operation(backend: Backend, method: str, path: str, scopes: tuple[Scope, ...], handler: Handler) -> Route:
    """The route of an operation that any of these scopes allows."""

    async def endpoint(request: Request) -> Response:
        principal: Principal = request.scope["principal"]
        body = await read_body(request)
        principal.require(*scopes)
        call = Call(
            principal=principal,
            path=dict(request.path_params),
            query=dict(request.query_params),
            body=body,
            idempotency_key=request.headers.get("idempotency-key"),
        )
        return success_response(handler(backend, call))

    return Route(path, endpoint, methods=[method])


def success_response(answer: Answer) -> Response:
    """The envelope of a success."""
    body = answer.encoded if answer.encoded is not None else encode({"success": True} | answer.payload)
    return Response(body, answer.status, media_type=_JSON)


def refusal_response(refusal: Refusal) -> Response:
    """The envelope of a failure."""
    return Response(encode(refusal.payload()), refusal.status, refusal.headers, media_type=_JSON)


async def _answer_refusal(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return refusal_response(error)


async def _answer_routing(_: Request, error: Exception) -> Response:
    """What Starlette itself refuses: unknown paths and methods."""
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return refusal_response(not_found("Path"))
    return refusal_response(Refusal(error.status_code, "method_not_allowed", error.detail))


async def _answer_bug(_: Request, __: Exception) -> Response:
    return refusal_response(Refusal(500, "internal_error", "The sandbox failed; its log says why"))


EXCEPTION_HANDLERS: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    Refusal: _answer_refusal,
    HTTPException: _answer_routing,
    Exception: _answer_bug,
}
