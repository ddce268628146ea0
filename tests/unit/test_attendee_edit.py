"""What an edit of an attendee changes, and how that is told before it is sent."""

from dataclasses import replace

import pytest

from slatis_tui.domain.attendee_edit import Edited, edit_of
from slatis_tui.domain.models import Attendee
from slatis_tui.presentation.attendee_edit_text import NOTHING, edit_lines
from slatis_tui.presentation.lines import plain

ADA = Attendee("Ada Lovelace", "ada@example.com", "+44 20 7946 0001", "Europe/London")


def test_nothing_changed_is_nothing_to_send() -> None:
    edit = edit_of(ADA, replace(ADA, name=" Ada Lovelace "))
    assert (edit.edited, edit.problems, edit.new_email) == ((), (), "")
    assert plain(edit_lines(edit)) == NOTHING


def test_only_what_changed_is_sent() -> None:
    edit = edit_of(ADA, replace(ADA, phone="+44 20 7946 0002"))
    assert edit.body == {"attendee": {"phone": "+44 20 7946 0002"}}
    assert edit.edited == (Edited("phone", "+44 20 7946 0001", "+44 20 7946 0002"),)
    assert plain(edit_lines(edit)) == "Phone     +44 20 7946 0001 → +44 20 7946 0002"


def test_a_changed_address_warns_of_the_mail_that_is_sent_to_it() -> None:
    edit = edit_of(ADA, replace(ADA, name="Ada King", email="ada@king.example"))
    assert edit.body == {"attendee": {"name": "Ada King", "email": "ada@king.example"}}
    assert plain(edit_lines(edit)).splitlines() == [
        "Name      Ada Lovelace → Ada King",
        "E-mail    ada@example.com → ada@king.example",
        "! A fresh confirmation e-mail is sent to ada@king.example",
    ]


def test_what_is_taken_out_is_null() -> None:
    edit = edit_of(ADA, replace(ADA, phone="", timezone="  "))
    assert edit.body == {"attendee": {"phone": None, "timezone": None}}
    assert plain(edit_lines(edit)).splitlines() == [
        "Phone     +44 20 7946 0001 → —",
        "Timezone  Europe/London → —",
    ]


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"name": ""}, "attendee.name", "This is required"),
        ({"email": " "}, "attendee.email", "This is required"),
        ({"email": "ada"}, "attendee.email", "Not an e-mail address"),
        ({"phone": "x"}, "attendee.phone", "Not a phone number"),
        ({"timezone": "Europe/Brelin"}, "attendee.timezone", "did you mean Europe/Berlin?"),
    ],
)
def test_what_is_wrong_is_said_of_its_field(change: dict[str, str], field: str, said: str) -> None:
    edit = edit_of(ADA, replace(ADA, **change))
    assert [problem.field for problem in edit.problems] == [field]
    assert said in edit.problems[0].message


def test_what_stays_may_be_as_odd_as_it_is() -> None:
    odd = Attendee("", "not an address", "?", "Mars/Olympus")
    edit = edit_of(odd, replace(odd, name="Ada"))
    assert (edit.body, edit.problems) == ({"attendee": {"name": "Ada"}}, ())
