"""A very small app on the real boundary, guard and driver; what it does wrong is asked for by keys and arguments."""

import asyncio
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from slatis_tui import boundary

CANARY = "sk_live_" + "canary0000"


def main(arguments: list[str]) -> int:
    from textual import events
    from textual.app import ComposeResult
    from textual.content import Content
    from textual.widgets import Input, Static

    from slatis_tui.terminal.guard import CrashGuard, run_app

    class SmallApp(CrashGuard):
        CSS_PATH = "missing.tcss" if "styles" in arguments else None

        def compose(self) -> ComposeResult:
            yield Static("ready", id="said")
            if "input" in arguments:
                yield Input()

        def on_mount(self) -> None:
            if "mount" in arguments:
                fail()

        def on_key(self, event: events.Key) -> None:
            self.say(f"key:{event.key}")
            match event.key:
                case "q":
                    self.exit()
                case "h":
                    fail()
                case "w":
                    self.run_worker(self.work())
                case "t":
                    threading.Thread(target=fail).start()
                case "l":
                    task = asyncio.create_task(self.work())
                    task.add_done_callback(lambda _: self.exit())
                    del task
                case "b":
                    busy()

        def on_paste(self, event: events.Paste) -> None:
            self.say(f"paste:{event.text[:40]!r}")

        def say(self, text: str) -> None:
            said = self.query_one("#said", Static)
            said.update(Content(f"{said.visual}\n{text}"))

        async def work(self) -> None:
            fail()

    async def close() -> None:
        if "slow-close" in arguments:
            await asyncio.get_running_loop().create_future()
        if "tell-close" in arguments:
            print("closed")

    return run_app(SmallApp(), close)


def fail() -> None:
    api_key = CANARY
    raise ValueError(f"Illegal header value {api_key}")


def busy() -> None:
    """Hold the event loop, as a bug would."""
    with _told_busy():
        while True:
            pass


@contextmanager
def _told_busy() -> Iterator[None]:
    print("\x1b]0;busy\x07", end="", file=sys.__stdout__, flush=True)
    yield


if __name__ == "__main__":
    sys.exit(boundary.run(main, sys.argv[1:]))
