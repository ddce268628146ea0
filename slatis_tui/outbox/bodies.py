"""The bytes of a request's body: made once, written down, and sent as they stand."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from slatis_tui.domain.metadata import REFERENCE


def canonical(body: Mapping[str, Any]) -> bytes:
    """The JSON object as ASCII bytes with sorted keys, so that equal objects are equal bytes; empty for no body.

    Raises:
        ValueError: a number in it is not finite, which JSON can't say.
    """
    if not body:
        return b""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), allow_nan=False, default=dict)
    return text.encode("ascii")


def with_reference(form: Mapping[str, Any], op_id: str) -> dict[str, Any]:
    """The form of a create with the operation's id in `metadata.client_ref`, by which its booking can be found."""
    return {**form, "metadata": {**form.get("metadata", {}), REFERENCE: op_id}}


def form_hash(form: Mapping[str, Any]) -> str:
    """What two creates of the same form share, whatever `metadata.client_ref` they carry."""
    metadata = {key: value for key, value in form.get("metadata", {}).items() if key != REFERENCE}
    return hashlib.sha256(canonical({**form, "metadata": metadata})).hexdigest()
