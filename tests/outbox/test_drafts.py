"""Drafts on disk: private, replaced whole, and never in the way."""

import asyncio
import json
import os
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from slatis_tui.domain.drafts import Draft, FormContent, read_draft
from slatis_tui.errors import DraftError
from slatis_tui.outbox.drafts import FileDrafts

HOSTILE = "../../[/]\x1b[31m\ud800"
CONTENT = FormContent(
    {"attendee.name": "Jane", "metadata": "a=1\nb=2"},
    {"k": ("Tea", "Water"), "t": True, HOSTILE: HOSTILE},
    "fri 15:00",
    7,
)


@pytest_asyncio.fixture
async def drafts(tmp_path: Path) -> AsyncIterator[FileDrafts]:
    kept = FileDrafts(tmp_path / "state" / "drafts", "http://a|TEST")
    yield kept
    await kept.close()


async def test_a_draft_comes_back_as_it_was_kept_and_goes_when_it_is_dropped(drafts: FileDrafts) -> None:
    draft = Draft(HOSTILE, CONTENT, ("op-1", "op-2"), 12.5)
    await drafts.save(draft)
    assert await drafts.load(HOSTILE) == draft
    assert await drafts.load("other") is None
    await drafts.drop(HOSTILE)
    await drafts.drop(HOSTILE)
    assert await drafts.load(HOSTILE) is None


async def test_it_is_for_its_owner_alone(drafts: FileDrafts, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        await drafts.save(Draft("evt", CONTENT))
    finally:
        os.umask(old)
    folder = tmp_path / "state" / "drafts"
    (file,) = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_another_server_or_mode_has_its_own_drafts(drafts: FileDrafts, tmp_path: Path) -> None:
    await drafts.save(Draft("evt", CONTENT))
    other = FileDrafts(tmp_path / "state" / "drafts", "http://a|LIVE")
    assert await other.load("evt") is None
    assert await other.event_type_ids() == []
    await other.close()


async def test_the_latest_come_first_and_what_a_kill_left_half_written_is_removed(
    drafts: FileDrafts, tmp_path: Path
) -> None:
    await drafts.save(Draft("a", CONTENT, saved_at=1))
    await drafts.save(Draft("b", CONTENT, saved_at=2))
    folder = tmp_path / "state" / "drafts"
    half = folder / "abc.99.new"
    half.write_text('{"event_')
    os.utime(half, (0, 0))
    (folder / "notes.json").write_text("{]")
    assert await drafts.event_type_ids() == ["b", "a"]
    assert not half.exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"event_type_id": 3}', "[" * 100_000, "\x00", '"x"'])
async def test_a_file_that_is_no_draft_is_none_and_is_replaced(
    drafts: FileDrafts, tmp_path: Path, content: str
) -> None:
    await drafts.save(Draft("evt", CONTENT))
    (file,) = (tmp_path / "state" / "drafts").iterdir()
    file.write_text(content)
    assert await drafts.load("evt") is None
    await drafts.save(Draft("evt", CONTENT))
    assert await drafts.load("evt") == Draft("evt", CONTENT)


async def test_what_is_asked_for_is_done_in_that_order_and_before_it_closes(drafts: FileDrafts) -> None:
    last = [drafts.save(Draft("evt", FormContent({"attendee.name": str(number)}))) for number in range(20)][-1]
    await drafts.close()
    await last
    reader = FileDrafts(drafts._folder, drafts._scope)
    found = await reader.load("evt")
    await reader.close()
    assert found is not None
    assert found.content.texts == {"attendee.name": "19"}
    with pytest.raises(DraftError):
        await drafts.save(Draft("evt", CONTENT))


async def test_a_folder_that_can_not_be_made_is_told_without_any_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    drafts = FileDrafts(tmp_path / "state" / "drafts", "s")
    with pytest.raises(DraftError) as caught:
        await drafts.save(Draft("evt", CONTENT))
    assert "can't be kept" in str(caught.value)
    assert "Jane" not in str(caught.value)
    await drafts.close()


def test_parts_of_a_draft_that_are_not_as_they_should_be_are_left_out() -> None:
    document = {"event_type_id": "e", "texts": {"a": 1, "b": "x"}, "answers": {"k": 1.5, "l": ["x", 2]}, "when": 5,
                "instant": True, "op_ids": "no", "saved_at": "late"}  # fmt: skip
    assert read_draft(document) == Draft("e", FormContent({"b": "x"}, {"l": ("x",)}))
    assert json.loads(json.dumps(Draft("e", CONTENT).document()))["answers"]["k"] == ["Tea", "Water"]


def test_the_disk_is_never_waited_for_on_the_event_loop(tmp_path: Path) -> None:
    """`save` returns before the file is there."""

    async def save() -> bool:
        drafts = FileDrafts(tmp_path / "drafts", "s")
        blocker = drafts._executor.submit(event.wait)
        saving = drafts.save(Draft("evt", CONTENT))
        is_free = not saving.done()
        event.set()
        await saving
        blocker.result()
        await drafts.close()
        return is_free

    from threading import Event

    event = Event()
    assert asyncio.run(save())
