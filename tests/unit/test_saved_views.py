"""Views of the operator's own: what belongs to them, and how the config file has them."""

import os
from pathlib import Path

import pytest

from slatis_tui.domain.models import BookingQuery, Status
from slatis_tui.domain.saved_views import SavedView, problem_of_name, views_of, with_saved
from slatis_tui.domain.sorting import WHEN_DOWN, WHEN_UP, Sort
from slatis_tui.domain.store import BookingStore
from slatis_tui.domain.times import UTC_ZONE
from slatis_tui.domain.views import Filters, Moment, ViewKey, find_view
from slatis_tui.errors import SlatisError
from slatis_tui.settings import ConfigViews, Options, last_view, load_settings
from tests.support.listing import NOW, ids, load
from tests.support.rows import DAY, HOUR, NOON, row

MINE = SavedView("My week", "upcoming", status=Status.SCHEDULED, assigned_to_id="usr_1", start="today", end="+7d")
FULL = SavedView(
    'A "quoted" näme', "all", "NO_SHOW", "evt_1", "usr_1", "a@example.com", "last mon", "2026-05-01", "!x \\ y",
    WHEN_DOWN,
)  # fmt: skip


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "slatis-tui" / "config.toml"
    file.parent.mkdir(mode=0o700)
    return file


def kept(config: Path) -> ConfigViews:
    return ConfigViews(config, config.parent / "state")


def loaded(config: Path) -> tuple[SavedView, ...]:
    return load_settings(Options(), {"XDG_CONFIG_HOME": str(config.parents[1]), "HOME": "/nowhere"}).views


def test_saved_views_stand_behind_the_consoles_own_and_have_the_keys_from_6_on() -> None:
    views = views_of([SavedView(f"View {number}") for number in range(5)])
    assert [view.key for view in views] == ["1", "2", "3", "4", "5", "6", "7", "8", "9", ""]
    assert find_view("view-3", views) is views[8]


def test_a_saved_view_asks_for_what_it_filters_and_its_rule_is_applied_here() -> None:
    store = BookingStore(views_of([MINE]))
    key = ViewKey("My week")
    assert store.view(key).view.queries(NOW) == (
        BookingQuery(Status.SCHEDULED, "", "usr_1", start_date=NOON - DAY, end_date=NOON + 7 * DAY + 12 * HOUR + DAY),
    )
    load(
        store,
        key,
        row("in", start=NOON + HOUR, assigned_to_id="usr_1"),
        row("too late", start=NOON + 9 * DAY, assigned_to_id="usr_1"),
        row("over", start=NOON - HOUR, assigned_to_id="usr_1"),
        row("other", start=NOON + HOUR, assigned_to_id="usr_2"),
        row("status", Status.RESCHEDULED, NOON + HOUR, assigned_to_id="usr_1"),
    )
    assert ids(store, key) == ["in"]


def test_days_mean_others_tomorrow() -> None:
    tomorrow = Moment.at(NOON + DAY, UTC_ZONE)
    first, second = (MINE.filters(moment).start_date for moment in (NOW, tomorrow))
    assert first is not None
    assert second == first + DAY


def test_filters_on_top_of_a_saved_view_narrow_it() -> None:
    view = views_of([MINE])[-1]
    assert view.queries(NOW, Filters(assigned_to_id="usr_2")) == ()
    (query,) = view.queries(NOW, Filters(event_type_id="evt_1"))
    assert (query.event_type_id, query.assigned_to_id) == ("evt_1", "usr_1")


def test_what_is_on_screen_is_saved_with_what_the_view_had_already() -> None:
    filters = Filters(event_type_id="evt_1", start_date=NOON, start_text="tomorrow")
    saved = MINE.narrowed(filters, "acme", WHEN_UP, "Mine")
    assert saved == SavedView(
        "Mine", "upcoming", Status.SCHEDULED, "evt_1", "usr_1", "", "tomorrow", "+7d", "acme", WHEN_UP
    )


def test_a_view_of_the_same_name_takes_the_place() -> None:
    one, two = SavedView("One"), SavedView("Two")
    assert with_saved((one, two), SavedView("o-n E", status="DRAFT")) == (SavedView("o-n E", status="DRAFT"), two)
    assert with_saved((one,), two) == (one, two)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "Type a name"),
        (" - ", "Type a name"),
        ("x" * 31, "at most 30"),
        ("Needs Outcome", "is a view of the console"),
        ("fifth", "6 to 9 are taken; type the name of the one to replace: a, b, c, d"),
        ("B", ""),
    ],
)
def test_a_name_that_will_not_do_is_told(name: str, told: str) -> None:
    problem = problem_of_name(name, [SavedView(one) for one in "abcd"])
    assert told in problem
    assert bool(told) == bool(problem)


def test_a_saved_view_comes_back_as_it_was(config: Path) -> None:
    for view in (MINE, FULL):
        kept(config).save(view)
    assert loaded(config) == (MINE, FULL)
    assert config.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "sort", [Sort(column, way) for column in ("when", "event-type", "email", "answer:company") for way in (True, False)]
)
def test_every_sort_comes_back_as_it_was(config: Path, sort: Sort) -> None:
    kept(config).save(SavedView("Mine", sort=sort))
    assert loaded(config) == (SavedView("Mine", sort=sort),)


def test_what_else_stands_in_the_file_stays_to_the_letter_and_the_old_one_goes_to_a_bak(config: Path) -> None:
    before = (
        "# mine\nrefresh = 60   # seconds\n\n[views.Old]  # an old one\n# why\nstatus = 'DRAFT'\ntext = 'x'\n\n"
        '[keys]\n"booking.confirm" = "C"\n'
    )
    config.write_text(before)
    config.chmod(0o640)
    kept(config).save(SavedView("Mine", text="acme"))
    assert config.read_text() == before + '\n[views.Mine]\nview = "all"\ntext = "acme"\n'
    assert config.with_name("config.toml.bak").read_text() == before
    kept(config).save(SavedView("o l d", status="NO_SHOW"))
    after = config.read_text()
    assert '\n\n[views.Old]  # an old one\nview = "all"\nstatus = "NO_SHOW"\n# why\n\n[keys]\n' in after
    assert config.stat().st_mode & 0o777 == 0o640
    assert sorted(one.name for one in config.parent.iterdir()) == ["config.toml", "config.toml.bak"]


def test_line_ends_of_another_system_stay(config: Path) -> None:
    config.write_bytes(b"refresh = 60\r\n# no line end here")
    kept(config).save(SavedView("Mine"))
    assert config.read_bytes() == b'refresh = 60\r\n# no line end here\r\n\r\n[views.Mine]\r\nview = "all"\r\n'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("refresh = = 60\n", "is not TOML"),
        ("views = { Old = { status = 'DRAFT' } }\n", "can't be added to"),
        ("[views]\nMine.status = 'DRAFT'\n", "can't be added to"),
        ("[views.Mine]\ntext = '''\n[keys]\n'''\n", "can't be added to"),
    ],
)
def test_a_file_that_can_not_be_changed_safely_stays_as_it_is(config: Path, content: str, told: str) -> None:
    config.write_text(content)
    with pytest.raises(SlatisError, match=told):
        kept(config).save(SavedView("Mine", status="DRAFT"))
    assert config.read_text() == content
    assert [one.name for one in config.parent.iterdir()] == ["config.toml"]


def test_a_link_stays_a_link(config: Path) -> None:
    real = config.with_name("real.toml")
    real.write_text("refresh = 60\n")
    config.symlink_to(real)
    kept(config).save(SavedView("Mine"))
    assert config.is_symlink()
    assert "[views.Mine]" in real.read_text()


def test_a_folder_that_can_not_be_written_to_is_told(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text("refresh = 60\n")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SlatisError, match="No space left on device"):
        kept(config).save(SavedView("Mine"))
    assert config.read_text() == "refresh = 60\n"
    assert [one.name for one in config.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[views.Mine]\nstaus = 'DRAFT'", ':2: "staus" in [views.Mine]: unknown key. Did you mean "status"?'),
        ("[views.Mine]\nview = 'mine'", ':2: "view" in [views.Mine]: unknown view "mine"'),
        ("[views.Mine]\nfrom = 'someday'", ':2: "from" in [views.Mine]: Type a day'),
        ("[views.Mine]\nsort = 'size up'", ':2: "sort" in [views.Mine]: can\'t sort by "size"'),
        ("[views.Mine]\nstatus = 3", ':2: "status" in [views.Mine]: must be one line of text'),
        ("[views.to-day]\n", ':1: "to-day" in [views]: is a view of the console, Today'),
        ("[views.a]\n[views.A]\n", ':2: "A" in [views]: is there twice'),
        (f"[views.{'x' * 31}]\n", "is no name for a view"),
    ],
)
def test_a_mistake_in_a_saved_view_is_named_with_its_line(config: Path, content: str, told: str) -> None:
    config.write_text(content)
    with pytest.raises(SlatisError) as raised:
        loaded(config)
    assert told in raised.value.explained()


def test_the_last_view_is_remembered_where_that_can_be(tmp_path: Path) -> None:
    state = tmp_path / "state"
    assert last_view(state) == ""
    keeper = ConfigViews(tmp_path / "config.toml", state)
    keeper.remember("upcoming")
    keeper.remember("My week")
    assert last_view(state) == "My week"
    blocked = tmp_path / "file"
    blocked.write_text("")
    ConfigViews(tmp_path / "config.toml", blocked / "state").remember("today")
    assert last_view(blocked / "state") == ""
