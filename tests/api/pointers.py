"""Every place in a JSON document, and the document with something odd at one of them."""

import copy
from collections.abc import Iterator
from typing import Any

_VALUES: dict[str, Any] = {
    "null": None,
    "text": "\ud800x",
    "number": 10**400,
    "flag": True,
    "list": [[1]],
    "object": {"": {}},
    "long": "A\u0301" * 50_000,
}
"""What may stand there instead, by its name."""
ODD = ("drop", *_VALUES)
"""All that can be odd about a place."""


def pointers(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every value in a JSON document, the root left out."""
    places: Any = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for place, inner in places:
        yield (*path, place)
        yield from pointers(inner, (*path, place))


def altered(document: Any, path: tuple[Any, ...], how: str) -> Any:
    """A copy of the document with the value at the path replaced or gone."""
    changed = copy.deepcopy(document)
    parent = changed
    for place in path[:-1]:
        parent = parent[place]
    if how == "drop":
        del parent[path[-1]]
    else:
        parent[path[-1]] = _VALUES[how]
    return changed
