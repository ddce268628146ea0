"""The outbox strip: what it says, and what stands first when not everything fits."""

from slatis_tui.domain.changes import Change, ChangeState, Verb
from slatis_tui.presentation.strip import strip_line, what
from slatis_tui.theme import STYLES

NOW = 1_795_170_600.0


def change(
    state: ChangeState,
    *,
    verb: Verb = Verb.CONFIRM,
    subject: str = "Ada Lovelace",
    result: str = "",
    error: str = "",
    replayed: bool = False,
    due_in: float = 3.2,
) -> Change:
    return Change(
        "op", verb, "bk_1", subject, "PENDING_CONFIRMATION", state, NOW, NOW + due_in, result, replayed, error
    )


def text(*changes: Change, trouble: str = "", blocked_until: float = 0.0) -> str:
    spans = strip_line(changes, now=NOW, trouble=trouble, blocked_until=blocked_until)
    assert all(style in STYLES for _, style in spans)
    return "".join(part for part, _ in spans).strip()


def test_with_nothing_to_say_it_is_empty() -> None:
    assert strip_line([], now=NOW) == []


def test_a_waiting_change_counts_down_and_says_how_to_take_it_back() -> None:
    assert text(change(ChangeState.WAITING)) == "Confirm Ada Lovelace in 4 s · u recalls"


def test_the_newest_of_several_is_the_one_that_would_be_recalled() -> None:
    older, newer = change(ChangeState.WAITING), change(ChangeState.WAITING, subject="Grace", verb=Verb.NO_SHOW)
    assert text(older, newer) == "No-show Grace in 4 s · u recalls · 1 more"


def test_the_operators_own_key_is_named() -> None:
    spans = strip_line([change(ChangeState.WAITING)], now=NOW, recall_key="ctrl+z")
    assert "ctrl+z recalls" in "".join(part for part, _ in spans)


def test_a_change_that_could_go_and_does_not_still_waits() -> None:
    assert "Confirm Ada Lovelace waits to be sent" in text(
        change(ChangeState.WAITING, due_in=-1), trouble="key rejected"
    )


def test_what_is_on_its_way_says_sending() -> None:
    assert text(change(ChangeState.SENDING)) == "sending · Confirm Ada Lovelace"
    assert text(change(ChangeState.SENDING), change(ChangeState.SENDING)).endswith("and 1 more")


def test_what_goes_again_says_when() -> None:
    again = change(ChangeState.SENDING, due_in=24, error="Checking whether it was saved: no answer")
    assert text(again) == "sending · Confirm Ada Lovelace · again in 24 s"


def test_what_the_server_asked_to_wait_says_so_and_is_not_said_to_be_recalled() -> None:
    parked = change(ChangeState.WAITING, due_in=7500, error="the server asked to wait")
    assert text(parked) == "Confirm Ada Lovelace in 2 h 5 min · the server asked to wait"
    fresh = change(ChangeState.WAITING, subject="Grace")
    assert text(fresh, parked) == "Confirm Grace in 4 s · u recalls · 1 more"


def test_a_settled_change_says_the_new_status() -> None:
    assert text(change(ChangeState.DONE, result="SCHEDULED")) == "Scheduled · Ada Lovelace"
    assert text(change(ChangeState.DONE)) == "done · Ada Lovelace"


def test_a_booking_made_in_draft_says_what_it_has_become_by_now() -> None:
    made = change(ChangeState.DONE, verb=Verb.CREATE, result="DRAFT")
    for status, word in [("", "Draft"), ("DRAFT", "Draft"), ("PENDING_CONFIRMATION", "Pending")]:
        spans = strip_line([made], now=NOW, status_now={"bk_1": status}.__getitem__)
        assert "".join(part for part, _ in spans).strip() == f"{word} · Ada Lovelace"


def test_a_replayed_create_says_that_nothing_new_was_made() -> None:
    done = change(ChangeState.DONE, verb=Verb.CREATE, result="SCHEDULED", replayed=True)
    assert text(done) == "already created, nothing new was made · Ada Lovelace"


def test_a_rejected_change_says_why_with_everything_that_support_needs() -> None:
    error = "conflict: Booking is already cancelled (409, req_7)"
    assert text(change(ChangeState.REJECTED, error=error)) == f"Confirm Ada Lovelace: {error}"


def test_a_recalled_change_says_so() -> None:
    assert text(change(ChangeState.RECALLED)) == "recalled · Confirm Ada Lovelace"


def test_changes_that_need_a_person_are_counted() -> None:
    assert text(change(ChangeState.NEEDS_REVIEW)) == "1 change needs review"
    assert text(*[change(ChangeState.NEEDS_REVIEW)] * 3) == "3 changes need review"


def test_a_rate_limit_counts_down_until_it_is_over() -> None:
    assert text(blocked_until=NOW + 11.5) == "rate limit: waiting 12 s"
    assert text(blocked_until=NOW) == ""


def test_what_can_least_be_missed_stands_first() -> None:
    said = text(
        change(ChangeState.DONE, result="SCHEDULED", subject="Settled"),
        change(ChangeState.SENDING, subject="Sent"),
        change(ChangeState.NEEDS_REVIEW),
        change(ChangeState.WAITING, subject="Waits"),
        trouble="key rejected",
        blocked_until=NOW + 10,
    )
    wanted = ["key rejected", "needs review", "rate limit", "Waits", "sending", "Settled"]
    places = [said.index(word) for word in wanted]
    assert places == sorted(places)


def test_a_long_or_missing_name_does_not_push_the_rest_away() -> None:
    assert len(what(change(ChangeState.WAITING, subject="A" * 200))) < 45
    assert what(change(ChangeState.WAITING, subject="")) == "Confirm bk_1"
