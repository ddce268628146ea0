"""The text filter over what is loaded."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slatis_tui.domain.filtering import TextFilter
from slatis_tui.domain.models import Status
from slatis_tui.domain.sorting import WHEN_DOWN
from slatis_tui.domain.store import BookingStore
from tests.support.listing import ALL, PENDING, load, pending
from tests.support.rows import NOON, row


class Names:
    """Names that come to be known."""

    def __init__(self) -> None:
        self.event_types: dict[str, str] = {}
        self.members: dict[str, str] = {}

    def event_type_name(self, event_type_id: str) -> str:
        return self.event_types.get(event_type_id, event_type_id)

    def member_name(self, member_id: str) -> str:
        return self.members.get(member_id, member_id)


@pytest.fixture
def names() -> Names:
    return Names()


@pytest.fixture
def store() -> BookingStore:
    store = BookingStore()
    load(
        store,
        ALL,
        row("bkg_1", start=NOON, name="Ada Lovelace", answers="Straße 5\nAnalytical engines"),
        row("bkg_2", start=NOON + 1, name="Grace Hopper", email="grace@navy.example", event_type_id="evt_cobol"),
        row("bkg_3", start=NOON + 2, name="Mary Ann Evans", email="george@eliot.example", assigned_to_id="usr_ann"),
    )
    return store


@pytest.mark.parametrize(
    ("needle", "expected"),
    [
        ("", ["bkg_1", "bkg_2", "bkg_3"]),
        ("LOVE", ["bkg_1"]),
        ("navy.example", ["bkg_2"]),
        ("bkg_3", ["bkg_3"]),
        ("analytical", ["bkg_1"]),
        ("STRASSE", ["bkg_1"]),
        ("evt_cobol", ["bkg_2"]),
        ("usr_ann", ["bkg_3"]),
        ("ann e", ["bkg_3"]),
        ("e", ["bkg_1", "bkg_2", "bkg_3"]),
        ("nobody", []),
        ("lovelace ada", ["bkg_1"]),
        ("ada hopper", []),
        (".*", []),
        ("scheduled mary", ["bkg_3"]),
    ],
)
def test_words_are_plain_substrings_of_whatever_a_row_says(
    store: BookingStore, names: Names, needle: str, expected: list[str]
) -> None:
    assert list(TextFilter(store, names).apply(store.view(ALL), needle)) == expected


@pytest.mark.parametrize(
    ("needle", "expected"),
    [
        ('"ann e"', ["bkg_3"]),
        ('"ann  e"', []),
        ('"lovelace ada"', []),
        ('"GRACE@', ["bkg_2"]),
        ('"lvlc"', []),
        ("!ada", ["bkg_2", "bkg_3"]),
        ("!e", []),
        ("!evt_cobol", ["bkg_1", "bkg_3"]),
        ('!"mary ann" !hopper', ["bkg_1"]),
        ("example !navy", ["bkg_1", "bkg_3"]),
        ("!lvlc", ["bkg_1", "bkg_2", "bkg_3"]),
        ("!", ["bkg_1", "bkg_2", "bkg_3"]),
        ('"', ["bkg_1", "bkg_2", "bkg_3"]),
        ('!""', ["bkg_1", "bkg_2", "bkg_3"]),
        (" ", ["bkg_1", "bkg_2", "bkg_3"]),
    ],
)
def test_quoted_texts_stand_as_they_are_and_exclusions_leave_out(
    store: BookingStore, names: Names, needle: str, expected: list[str]
) -> None:
    assert list(TextFilter(store, names).apply(store.view(ALL), needle)) == expected


@pytest.mark.parametrize(
    ("needle", "expected", "loose"),
    [
        ("lvlc", ["bkg_1"], {"lvlc"}),
        ("hppr grace", ["bkg_2"], {"hppr"}),
        ("nlytcl !grace", ["bkg_1"], {"nlytcl"}),
        ("hppr ada", [], {"hppr"}),
        ("schdld mary", ["bkg_3"], {"schdld"}),
        ("lv", [], set()),
        ("hp", [], set()),
        ("g5c", [], set()),
        ("sixletters", [], {"sixletters"}),
        ("ann", ["bkg_3"], set()),
    ],
)
def test_a_word_that_nothing_has_is_looked_for_loosely_and_that_is_told(
    store: BookingStore, names: Names, needle: str, expected: list[str], loose: set[str]
) -> None:
    text_filter = TextFilter(store, names)
    assert list(text_filter.apply(store.view(ALL), needle)) == expected
    assert text_filter.loose == loose


def test_a_loose_word_stays_in_one_word_and_skips_no_more_than_two(store: BookingStore, names: Names) -> None:
    load(store, ALL, row("bkg_9", name="Cassandra Berg"))
    text_filter = TextFilter(store, names)
    assert list(text_filter.apply(store.view(ALL), "cssndr")) == ["bkg_9"]
    assert list(text_filter.apply(store.view(ALL), "crg")) == []
    assert list(text_filter.apply(store.view(ALL), "csra")) == []


UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""On a busy machine it is the machine that is slow."""
KEYSTROKES = st.lists(st.sampled_from([*'adlvcegrh !"', "backspace"]), max_size=14)


@UNHURRIED
@given(KEYSTROKES)
def test_typed_letter_by_letter_the_answer_is_that_of_the_whole_needle(keys: list[str]) -> None:
    store, names = BookingStore(), Names()
    load(
        store, ALL, row("bkg_1", name="Ada Lovelace"), row("bkg_2", Status.CANCELLED, name="Grace Hopper"), row("bkg_3")
    )
    typed, needle = TextFilter(store, names), ""
    for key in keys:
        needle = needle[:-1] if key == "backspace" else needle + key
        fresh = TextFilter(store, names)
        assert list(typed.apply(store.view(ALL), needle)) == list(fresh.apply(store.view(ALL), needle))
        assert typed.loose == fresh.loose


def test_event_types_and_assignees_are_found_by_name_once_it_is_known(store: BookingStore, names: Names) -> None:
    text_filter = TextFilter(store, names)
    assert list(text_filter.apply(store.view(ALL), "compiler")) == []
    names.event_types["evt_cobol"] = "Compiler course"
    names.members["usr_ann"] = "A. Compilerwright"
    assert list(text_filter.apply(store.view(ALL), "compiler")) == ["bkg_2", "bkg_3"]
    assert list(text_filter.apply(store.view(ALL), "evt_cobol")) == []


def test_typing_on_narrows_and_deleting_widens(store: BookingStore, names: Names) -> None:
    text_filter = TextFilter(store, names)
    found = [list(text_filter.apply(store.view(ALL), needle)) for needle in ("a", "an", "ann", "an", "gr")]
    assert found == [
        ["bkg_1", "bkg_2", "bkg_3"],
        ["bkg_1", "bkg_3"],
        ["bkg_3"],
        ["bkg_1", "bkg_3"],
        ["bkg_2"],
    ]


def test_a_longer_needle_that_a_new_name_has_is_found_beyond_the_last_result(store: BookingStore, names: Names) -> None:
    text_filter = TextFilter(store, names)
    assert list(text_filter.apply(store.view(ALL), "tut")) == []
    names.event_types["evt_cobol"] = "Tutorial"
    assert list(text_filter.apply(store.view(ALL), "tuto")) == ["bkg_2"]


def test_the_result_follows_what_comes_changes_and_is_sorted(store: BookingStore, names: Names) -> None:
    text_filter = TextFilter(store, names)
    assert list(text_filter.apply(store.view(ALL), "ad")) == ["bkg_1"]
    store.put_answer(row("bkg_0", start=NOON + 9, name="Adam"))
    assert list(text_filter.apply(store.view(ALL), "ad")) == ["bkg_1", "bkg_0"]
    store.sort_by(WHEN_DOWN)
    assert list(text_filter.apply(store.view(ALL), "ad")) == ["bkg_0", "bkg_1"]
    store.put_answer(row("bkg_1", start=NOON, name="Ada Lovelace")._replace(search="countess"))
    assert list(text_filter.apply(store.view(ALL), "ad")) == ["bkg_0"]


def test_a_small_list_among_many_bookings_finds_only_its_own(store: BookingStore, names: Names) -> None:
    load(store, ALL, *(row(f"bkg_x{number}", Status.CANCELLED, name="Ada") for number in range(50)), pending("bkg_p"))
    load(store, PENDING, pending("bkg_p"), pending("bkg_q", "Grace")._replace(search="grace"))
    text_filter = TextFilter(store, names)
    assert list(text_filter.apply(store.view(PENDING), "ada")) == ["bkg_p"]
    assert len(text_filter.apply(store.view(ALL), "ada")) == 51


def test_an_unchanged_question_costs_nothing(store: BookingStore, names: Names) -> None:
    text_filter = TextFilter(store, names)
    assert text_filter.apply(store.view(ALL), "a") is text_filter.apply(store.view(ALL), "a")
