"""A very small app on the real guard and driver; what it does wrong is asked for by keys and arguments."""

import asyncio
import sys
import threading
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from slatis_tui.terminal import CrashGuard, run_app
from tests.terminal.small_app import CANARY


class SmallConsole(CrashGuard):
    """Notes every key and paste. `q` quits, the other letters below break something."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(css_path="missing.tcss" if "styles" in arguments else None)
        self._arguments = arguments

    def compose(self) -> ComposeResult:
        yield Static("ready", id="said")
        for _ in range(self._arguments.count("input")):
            yield Input()

    def on_mount(self) -> None:
        if "mount" in self._arguments:
            fail()
        if "thread" in self._arguments:
            self.run_worker(asyncio.to_thread(threading.Event().wait))

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
                asyncio.create_task(self.work()).add_done_callback(lambda _: self.exit())
            case "b":
                hang()
            case "d":
                self.draw()
            case "f1":
                self.push_screen(Question())

    def on_input_submitted(self) -> None:
        self.screen.focus_next()

    def on_paste(self, event: events.Paste) -> None:
        self.say(f"paste:{event.text[:40]!r}")

    def say(self, text: str) -> None:
        said = self.query_one("#said", Static)
        said.update(Content(f"{said.visual}\n{text}"))

    def draw(self) -> None:
        """Send something to the terminal in every turn of the loop, from now on."""
        assert self._driver is not None
        self._driver.write("\x1b[0m")
        asyncio.get_running_loop().call_soon(self.draw)

    async def work(self) -> None:
        fail()

    async def close(self) -> None:
        """What a console does after its app has ended."""
        if "slow-close" in self._arguments:
            await asyncio.get_running_loop().create_future()
        if "tell-close" in self._arguments:
            print("closed")


class Question(ModalScreen[None]):
    """Asks for a text; gives the focus to its input as a dialog does, once it stands."""

    BINDINGS: ClassVar = [("f5", "close", "Close")]

    def compose(self) -> ComposeResult:
        yield Label("Question")
        yield Input()

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def action_close(self) -> None:
        self.dismiss(None)


def run(arguments: list[str]) -> int:
    console = SmallConsole(arguments)
    return run_app(console, console.close)


def fail() -> None:
    api_key = CANARY
    raise ValueError(f"Illegal header value {api_key}")


def hang() -> None:
    """Hold the event loop for ever, after a title that says so."""
    print("\x1b]0;busy\x07", end="", file=sys.__stdout__, flush=True)
    while True:
        pass
