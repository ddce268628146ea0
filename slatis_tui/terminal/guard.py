"""The app's side of the process boundary: an exception ends the app, and none of its words reach the terminal."""

import asyncio
import gc
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from rich.console import RenderableType
from textual.driver import Driver
from textual.worker import WorkerFailed

from slatis_tui.boundary import EXIT_BUG
from slatis_tui.crash_report import notice
from slatis_tui.terminal.key_order import KeysInOrder


class CrashGuard(KeysInOrder):
    """An app that keeps an unexpected exception for the process boundary.

    Textual's own prints it with the values of all variables. In `run_test` the exception still reaches the test.
    """

    @property
    def crash(self) -> BaseException | None:
        """The first unexpected exception, if there was one."""
        error = self._exception
        return error.error if isinstance(error, WorkerFailed) else error

    def get_driver_class(self) -> type[Driver]:
        """Ours, where there is one."""
        return console_driver() or super().get_driver_class()

    @contextmanager
    def lend_terminal(self) -> Iterator[None]:
        """The terminal as it was before the start, for another program; the console goes on behind it.

        Raises:
            SuspendNotSupported: there is no terminal to lend.
        """
        with self.suspend():
            lent = getattr(self._driver, "lent", nullcontext)
            with lent():
                yield
        self.refresh(layout=True)

    def panic(self, *renderables: RenderableType) -> None:
        """End, without showing what Textual wanted to show."""
        self._return_code = EXIT_BUG
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        super()._handle_exception(error)
        self._return_code = EXIT_BUG

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        self._exit_renderables.clear()


def console_driver() -> type[Driver] | None:
    """Our driver, on systems whose terminals are as those of Linux and macOS."""
    if sys.platform == "win32":
        return None
    from slatis_tui.terminal.driver import ConsoleDriver

    return ConsoleDriver


def run_app(app: CrashGuard, close: Callable[[], Awaitable[None]] | None = None) -> int:
    """Run the app in this terminal, then `close` what it used, however it ended; return the exit code.

    Raises:
        BaseException: the one that ended the app, for the process boundary to report.
    """
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(_on_loop_exception)
    try:
        loop.run_until_complete(_live(app, close))
    finally:
        # Not asyncio.run: that also waits for the threads of asyncio.to_thread, one of which may hang for minutes.
        loop.run_until_complete(_cancel_the_rest())
        loop.run_until_complete(loop.shutdown_asyncgens())
        # From Python 3.12 on Textual starts tasks eagerly: one that failed is a cycle, and tells of it when collected.
        gc.collect(1)
        loop.close()
    if app.crash is not None:
        raise app.crash
    return app.return_code or 0


async def _live(app: CrashGuard, close: Callable[[], Awaitable[None]] | None) -> None:
    try:
        await app.run_async()
    finally:
        if close is not None:
            await close()


async def _cancel_the_rest() -> None:
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _on_loop_exception(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Of a task that nobody waits for. asyncio's own logs the exception with its message."""
    error = context.get("exception")
    if isinstance(error, BaseException):
        notice(error)
