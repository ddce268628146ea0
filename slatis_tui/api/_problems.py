"""`error.details` → field problems. Its shape is our reading, so other common shapes are read too, and none raises."""

from collections.abc import Iterator

from slatis_tui.api._values import text
from slatis_tui.errors import FieldProblem

_MOST = 100
_MESSAGE_LIMIT = 500
_FIELD_NAMES = ("field", "path", "key", "param", "name")
_MESSAGE_NAMES = ("message", "error", "reason", "msg")


def field_problems(details: object) -> tuple[FieldProblem, ...]:
    """A list of `{field, message}` (our reading), a list of texts, or an object of field → text or texts."""
    found = (problem for problem in _problems(details) if problem.message)
    return tuple(problem for problem, _ in zip(found, range(_MOST), strict=False))


def _problems(details: object) -> Iterator[FieldProblem]:
    if isinstance(details, str):
        yield _problem("", details)
    elif isinstance(details, list):
        for item in details:
            if isinstance(item, dict):
                yield _problem(_first(item, _FIELD_NAMES), _first(item, _MESSAGE_NAMES))
            else:
                yield _problem("", item)
    elif isinstance(details, dict):
        for field, messages in details.items():
            for message in messages if isinstance(messages, list) else [messages]:
                yield _problem(field, message)


def _first(item: dict[str, object], names: tuple[str, ...]) -> object:
    return next((item[name] for name in names if item.get(name)), "")


def _problem(field: object, message: object) -> FieldProblem:
    if isinstance(field, list):
        field = ".".join(str(part) for part in field)
    return FieldProblem(text(field), text(message, _MESSAGE_LIMIT))
