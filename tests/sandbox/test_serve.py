"""The sandbox in the foreground, for other clients: `serve`."""

import asyncio
import os
import select
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest

from slatis_tui.errors import UsageError
from slatis_tui.sandbox.options import SandboxOptions
from slatis_tui.sandbox.serve import serve
from slatis_tui.sandbox.server import prepared
from tests.sandbox.api import Api
from tests.support.sandbox import running_sandbox

PROGRAM = """
import sys
from slatis_tui.sandbox.options import SandboxOptions
from slatis_tui.sandbox.serve import serve
sys.exit(serve(SandboxOptions.from_json(sys.argv[1]), lambda line: print(line, flush=True)))
"""


class Served:
    """A sandbox in the foreground of another process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.exports: dict[str, str] = {}
        self.said = ""
        assert process.stdout is not None
        while "SLATIS_API_KEY" not in self.exports:
            line = process.stdout.readline()
            assert line, "it ended before it announced a key"
            self.said += line
            if line.startswith("export "):
                name, _, value = line.removeprefix("export ").strip().partition("=")
                self.exports[name] = value

    def get(self, path: str) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.exports['SLATIS_API_KEY']}"}
        return httpx.get(self.exports["SLATIS_BASE_URL"] + path, headers=headers, trust_env=False)

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(30)


@contextmanager
def served(options: SandboxOptions, folder: Path) -> Iterator[Served]:
    """It runs until the test ends it; its temporary files go into the folder."""
    arguments = [sys.executable, "-c", PROGRAM, options.to_json()]
    environment = os.environ | {"TMPDIR": str(folder)}
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield Served(process)
        finally:
            process.kill()


def refused(options: SandboxOptions) -> UsageError:
    """The error for options that can't be served."""
    with pytest.raises(UsageError) as caught:
        serve(options, lambda line: pytest.fail(f"announced {line!r}"))
    return caught.value


def test_base_url_and_keys_stand_by_themselves_ready_to_copy(tmp_path: Path) -> None:
    with served(SandboxOptions(port=0, bookings=2), tmp_path) as sandbox:
        words = sandbox.said.split()
        assert [word for word in words if word.startswith("http")] == [sandbox.exports["SLATIS_BASE_URL"]]
        assert sandbox.exports["SLATIS_API_KEY"] in words


def test_what_is_announced_can_be_used(tmp_path: Path) -> None:
    with served(SandboxOptions(bookings=3), tmp_path) as sandbox:
        answer = sandbox.get("/bookings")
        assert len(answer.json()["bookings"]) == 3
        assert answer.headers["X-RateLimit-Limit"] == "100"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_cleanly(tmp_path: Path, number: signal.Signals, code: int) -> None:
    with served(SandboxOptions(bookings=3), tmp_path) as sandbox:
        assert list(tmp_path.iterdir())
        assert sandbox.end(number) == code
    assert not list(tmp_path.iterdir())


def test_a_signal_while_seeding_ends_it_too(tmp_path: Path) -> None:
    options = SandboxOptions(bookings=100_000)
    with subprocess.Popen([sys.executable, "-c", f"print('on', flush=True)\n{PROGRAM}", options.to_json()],
                          stdout=subprocess.PIPE, env=os.environ | {"TMPDIR": str(tmp_path)}) as process:  # fmt: skip
        assert process.stdout is not None
        process.stdout.readline()
        while not list(tmp_path.iterdir()):
            select.select([], [], [], 0.02)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 143
    assert not list(tmp_path.iterdir())


def test_a_signal_that_python_swallows_ends_it_too(tmp_path: Path) -> None:
    """What is raised in a destructor goes nowhere; at the last line announced, nothing but serving is left to do."""
    swallowed = """
import signal, sys
from slatis_tui.sandbox.options import SandboxOptions
from slatis_tui.sandbox.serve import serve
class Dying:
    def __del__(self):
        signal.raise_signal(signal.SIGHUP)
sys.exit(serve(SandboxOptions.from_json(sys.argv[1]), lambda line: Dying() and None))
"""
    with subprocess.Popen([sys.executable, "-c", swallowed, SandboxOptions(bookings=3).to_json()],
                          env=os.environ | {"TMPDIR": str(tmp_path)}) as process:  # fmt: skip
        try:
            assert process.wait(30) == 129
        finally:
            process.kill()
    assert not list(tmp_path.iterdir())


def test_with_a_database_data_and_keys_stay(tmp_path: Path) -> None:
    options = SandboxOptions(bookings=7, rate=0, db=tmp_path / "kept.db")
    with running_sandbox(options) as before:
        api = Api(before)
        with api.http:
            made = api.book("2036-06-01T09:00:00Z")
    with served(options, tmp_path) as sandbox:
        assert sandbox.exports["SLATIS_API_KEY"] == before.secret_key
        assert sandbox.get(f"/bookings/{made['id']}").json()["booking"] == made
        assert len(sandbox.get("/bookings").json()["bookings"]) == 8
        assert sandbox.end(signal.SIGINT) == 0
    assert (tmp_path / "kept.db").stat().st_mode & 0o077 == 0


def test_a_killed_sandbox_keeps_what_it_answered(tmp_path: Path) -> None:
    options = SandboxOptions(bookings=80, rate=0, db=tmp_path / "kept.db")
    with served(options, tmp_path) as sandbox:
        booking = sandbox.get("/bookings?status=SCHEDULED").json()["bookings"][0]["id"]
        headers = {"Authorization": f"Bearer {sandbox.exports['SLATIS_API_KEY']}"}
        httpx.post(f"{sandbox.exports['SLATIS_BASE_URL']}/bookings/{booking}/cancel", headers=headers, trust_env=False)
        sandbox.process.kill()
    with running_sandbox(options) as address:
        api = Api(address)
        with api.http:
            assert api.booking(booking)["status"] == "CANCELLED"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "slatis.example", ""])
def test_only_loopback_is_listened_on(host: str) -> None:
    assert "can't listen on" in str(refused(SandboxOptions(host=host)))


def test_every_loopback_address_will_do(tmp_path: Path) -> None:
    for number, host in enumerate(("127.0.0.1", "localhost", "127.0.0.2")):
        with prepared(SandboxOptions(bookings=0, host=host), tmp_path / f"{number}.db") as sandbox:
            assert sandbox.base_url.startswith(f"http://{host}:")


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"Port {port} of 127.0.0.1 can't be used" in str(refused(SandboxOptions(port=port)))


def test_a_port_that_there_is_not_is_told() -> None:
    assert "from 0 to 65535" in str(refused(SandboxOptions(port=70_000)))


@pytest.mark.parametrize("name", ["bookings", "rate", "latency_ms"])
def test_a_negative_figure_is_told(name: str) -> None:
    options = {"bookings": SandboxOptions(bookings=-1), "rate": SandboxOptions(rate=-1)}
    assert name in str(refused(options.get(name, SandboxOptions(latency_ms=-1))))


def test_a_database_that_can_not_be_opened_is_told(tmp_path: Path) -> None:
    assert "can't be opened" in str(refused(SandboxOptions(db=tmp_path / "missing" / "kept.db")))
    assert "can't be opened" in str(refused(SandboxOptions(db=tmp_path)))


@pytest.mark.parametrize("text", ["short", "longer than the hundred bytes that a database's header has: " * 5])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, text: str) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text(text)
    assert "is no database" in str(refused(SandboxOptions(db=notes)))
    assert notes.read_text() == text


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    journal = tmp_path / "journal.db"
    with closing(sqlite3.connect(journal)) as connection:
        connection.execute("CREATE TABLE changes (id TEXT)")
        connection.commit()
    before = journal.read_bytes()
    assert "another program's database" in str(refused(SandboxOptions(db=journal)))
    assert journal.read_bytes() == before


def test_a_database_serves_one_sandbox_at_a_time(tmp_path: Path) -> None:
    options = SandboxOptions(bookings=0, db=tmp_path / "kept.db")
    for _ in range(2):  # fresh, and once it exists
        with running_sandbox(options):
            assert "another sandbox is using it" in str(refused(options))


async def test_answers_are_not_held_back_by_the_network_stack(tmp_path: Path) -> None:
    """With Nagle's algorithm on, every answer would wait 40 ms for the client's acknowledgement."""
    delays: asyncio.Queue[int] = asyncio.Queue()

    async def serve_one(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = writer.get_extra_info("socket")
        delays.put_nowait(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    with prepared(SandboxOptions(bookings=0), tmp_path / "sandbox.db") as sandbox:
        server = await asyncio.start_server(serve_one, sock=sandbox.listener)
        async with server:
            _, writer = await asyncio.open_connection(*sandbox.listener.getsockname())
            assert await delays.get() == 1
            writer.close()
            await writer.wait_closed()
