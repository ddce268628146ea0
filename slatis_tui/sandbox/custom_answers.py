"""Checking the answers to an event type's custom fields (vendor's Event Types page, "Get custom fields").

Answers to keys that the event type lacks are ignored. What each type takes is our reading; a type that is not
listed takes any text.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Sequence

from slatis_tui.sandbox.instants import parse_date
from slatis_tui.sandbox.refusals import Detail
from slatis_tui.sandbox.wire import JsonObject

LONGEST_TEXT = 10_000
"""Characters."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://[^\s/]+(/\S*)?")
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{3,30}", re.ASCII)

Check = Callable[[object, Sequence[str]], str]
"""(answer, options) → what is wrong with it; empty when nothing is."""


def is_email(text: str) -> bool:
    """Whether it has the looks of an e-mail address."""
    return len(text) <= 254 and _EMAIL.fullmatch(text) is not None


def _check_text(answer: object, options: Sequence[str]) -> str:
    if not isinstance(answer, str):
        return "must be a text"
    if len(answer) > LONGEST_TEXT:
        return f"must be at most {LONGEST_TEXT} characters"
    return _check_choice(answer, options) if options else ""


def _check_number(answer: object, _: Sequence[str]) -> str:
    is_number = isinstance(answer, int | float) and not isinstance(answer, bool)
    return "" if is_number else "must be a number"


def _check_checkbox(answer: object, _: Sequence[str]) -> str:
    return "" if isinstance(answer, bool) else "must be true or false"


def _check_choice(answer: object, options: Sequence[str]) -> str:
    return "" if answer in options else f"must be one of: {', '.join(options)}"


def _check_choices(answer: object, options: Sequence[str]) -> str:
    if not isinstance(answer, list):
        return "must be a list of options"
    return "" if all(choice in options for choice in answer) else f"each must be one of: {', '.join(options)}"


def _check_date(answer: object, _: Sequence[str]) -> str:
    try:
        parse_date(answer if isinstance(answer, str) else "")
    except ValueError:
        return "must be a date as YYYY-MM-DD"
    return ""


def _matching(pattern: re.Pattern[str], wish: str) -> Check:
    def check(answer: object, _: Sequence[str]) -> str:
        return "" if isinstance(answer, str) and pattern.fullmatch(answer) else wish

    return check


_CHECKS: dict[str, Check] = {
    "NUMBER": _check_number,
    "CHECKBOX": _check_checkbox,
    "SELECT": _check_choice,
    "RADIO": _check_choice,
    "MULTI_SELECT": _check_choices,
    "DATE": _check_date,
    "EMAIL": _matching(_EMAIL, "must be an e-mail address"),
    "URL": _matching(_URL, "must be a URL that starts with http:// or https://"),
    "PHONE": _matching(_PHONE, "must be a phone number"),
}


def check_answers(fields: Sequence[sqlite3.Row], given: JsonObject) -> tuple[JsonObject, list[Detail]]:
    """The answers that are kept, and what is wrong with them."""
    kept: JsonObject = {}
    problems: list[Detail] = []
    for field in fields:
        key, answer = field["key"], given.get(field["key"])
        if _is_missing(answer):
            if field["required"]:
                problems.append(Detail(key, f"{field['label']} is required"))
            continue
        options = json.loads(field["options"]) if field["options"] is not None else []
        if problem := _CHECKS.get(field["type"], _check_text)(answer, options):
            problems.append(Detail(key, f"{field['label']} {problem}"))
        else:
            kept[key] = answer
    return kept, problems


def _is_missing(answer: object) -> bool:
    """Nothing, a blank text or an empty list answers no question; `false` does."""
    if isinstance(answer, str):
        return not answer.strip()
    return answer is None or answer == []
