"""Quitting: at once, or after asking what becomes of the changes that wait."""

from collections.abc import Sequence

from textual.app import App

from slatis_tui.domain.changes import Change
from slatis_tui.domain.runs import Run
from slatis_tui.presentation.run_text import run_what
from slatis_tui.presentation.strip import what
from slatis_tui.screens.desk import Desk, Topic
from slatis_tui.screens.dialogs import QuitDialog, SendingDialog

_SEND_NOW_SECONDS = 10.0
_NAMED = 3


def ask_to_quit(app: App[None], desk: Desk) -> None:
    """Quit; with changes waiting, ask first: send them, drop them, or stay.

    The question goes by itself once nothing waits any more: what it offers could not be done then.
    """
    waiting = desk.open_changes()
    if not waiting:
        app.exit()
        return
    names = _names(waiting, desk.runs)
    title = "1 change waits to be sent" if len(names) == 1 else f"{len(names)} changes wait to be sent"
    dialog = QuitDialog(title, _named(names), badge=desk.badge)

    def heard(topic: Topic) -> None:
        if topic is Topic.OUTBOX and not desk.open_changes():
            dialog.call_later(dialog.conclude)

    stop_listening = desk.watch(heard)

    def answered(choice: str | None) -> None:
        stop_listening()
        if choice == "send":
            _send_and_quit(app, desk)
        elif choice == "drop":
            app.run_worker(_drop_and_quit(app, desk), group="quit")

    app.push_screen(dialog, answered)


def _names(waiting: Sequence[Change], runs: Sequence[Run]) -> list[str]:
    """What waits, each bulk run as one change."""
    singles = [what(change) for change in waiting if not change.run_id]
    return [*singles, *(f"{run_what(run)}, {run.settled} of them sent" for run in runs if run.is_open)]


def _named(names: Sequence[str]) -> str:
    more = [f"and {len(names) - _NAMED} more"] if len(names) > _NAMED else []
    return "\n".join([*names[:_NAMED], *more])


async def _drop_and_quit(app: App[None], desk: Desk) -> None:
    await desk.outbox.drop_waiting()
    if desk.open_changes():
        _send_and_quit(app, desk)
    else:
        app.exit()


def _send_and_quit(app: App[None], desk: Desk) -> None:
    dialog = SendingDialog(len(_names(desk.open_changes(), desk.runs)), _SEND_NOW_SECONDS, badge=desk.badge)

    async def send() -> None:
        await desk.outbox.send_now(_SEND_NOW_SECONDS)
        dialog.conclude(True)

    worker = app.run_worker(send(), group="quit", exclusive=True)

    def closed(may_quit: bool | None) -> None:
        if may_quit:
            app.exit()
        else:
            worker.cancel()

    app.push_screen(dialog, closed)
