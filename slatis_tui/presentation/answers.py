"""JSON values as a person reads them: answers of a form, metadata, and whatever else an object says."""

import json
from typing import Any


def answer_text(value: Any) -> str:
    """An answer as a person reads it: ticks as yes or no, several choices beside each other."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return ", ".join(answer_text(item) for item in value)
    return json.dumps(value, ensure_ascii=False)
