"""Quitting: at once, or after asking what becomes of the changes that wait."""

from textual.app import App

from slatis_tui.screens.desk import Desk
from slatis_tui.screens.dialogs import QuitDialog, SendingDialog

_SEND_NOW_SECONDS = 10.0


def ask_to_quit(app: App[None], desk: Desk) -> None:
    """Quit; with changes waiting, ask first: send them, drop them, or stay."""
    waiting = desk.waiting()
    if not waiting:
        app.exit()
        return
    what = "1 change waits" if len(waiting) == 1 else f"{len(waiting)} changes wait"
    names = "\n".join(f"{change.verb} {change.subject}" for change in waiting[:5])

    def answered(choice: str | None) -> None:
        if choice == "send":
            _send_and_quit(app, desk)
        elif choice == "drop":
            app.run_worker(_drop_and_quit(app, desk), group="quit")

    app.push_screen(QuitDialog(f"{what} to be sent", names, badge=desk.badge), answered)


async def _drop_and_quit(app: App[None], desk: Desk) -> None:
    await desk.outbox.drop_waiting()
    if desk.waiting():
        _send_and_quit(app, desk)
    else:
        app.exit()


def _send_and_quit(app: App[None], desk: Desk) -> None:
    dialog = SendingDialog(len(desk.waiting()), _SEND_NOW_SECONDS, badge=desk.badge)

    async def send() -> None:
        await desk.outbox.send_now(_SEND_NOW_SECONDS)
        if dialog.is_current:
            dialog.dismiss(True)

    worker = app.run_worker(send(), group="quit", exclusive=True)

    def closed(may_quit: bool | None) -> None:
        if may_quit:
            app.exit()
        else:
            worker.cancel()

    app.push_screen(dialog, closed)
