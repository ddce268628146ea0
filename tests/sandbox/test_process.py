"""The sandbox as a child process: it lives as long as its pipe, and its folder goes with it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from slatis_tui.errors import SlatisError
from slatis_tui.sandbox.launch import SandboxAddress, SandboxProcess
from slatis_tui.sandbox.options import SandboxOptions
from tests.support.polling import eventually
from tests.support.sandbox import START_TIMEOUT

SMALL = SandboxOptions(bookings=5, rate=0)
CONSOLE = """
import json, sys, threading
from pathlib import Path
from slatis_tui.sandbox.launch import SandboxProcess
from slatis_tui.sandbox.options import SandboxOptions
process = SandboxProcess.start(SandboxOptions(bookings=int(sys.argv[2])), Path(sys.argv[1]))
address = process.ready(60) if sys.argv[3] == "ready" else None
print(json.dumps([process.pid, address.base_url if address else ""]), flush=True)
threading.Event().wait()
"""
"""A console that holds a sandbox until it is killed."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The demo's own folder."""
    folder = tmp_path / "demo"
    folder.mkdir()
    return folder


@pytest.fixture
def process(folder: Path) -> Iterator[SandboxProcess]:
    """A small sandbox that is starting."""
    process = SandboxProcess.start(SMALL, folder)
    yield process
    process.close()


def answers(address: SandboxAddress) -> bool:
    """Whether it serves its secret key."""
    headers = {"Authorization": f"Bearer {address.secret_key}"}
    return httpx.get(f"{address.base_url}/event-types", headers=headers, trust_env=False).status_code == 200


def is_alive(pid: int) -> bool:
    """Whether a process that is no child of ours runs (one that only waits to be reaped does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_ready_sandbox_serves_on_loopback(process: SandboxProcess) -> None:
    address = process.ready(START_TIMEOUT)
    assert address.base_url.startswith("http://127.0.0.1:")
    assert address.base_url.endswith("/v1")
    assert answers(address)


def test_keys_differ_from_start_to_start_and_are_on_no_command_line(process: SandboxProcess, tmp_path: Path) -> None:
    address = process.ready(START_TIMEOUT)
    other_folder = tmp_path / "other"
    other_folder.mkdir()
    other = SandboxProcess.start(SMALL, other_folder)
    try:
        assert other.ready(START_TIMEOUT).secret_key != address.secret_key
    finally:
        other.close()
    assert b"_test_" not in Path(f"/proc/{process.pid}/cmdline").read_bytes()


def test_the_operators_key_is_not_handed_down(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLATIS_API_KEY", "sk_live_canary")
    process = SandboxProcess.start(SMALL, folder)
    try:
        process.ready(START_TIMEOUT)
        assert b"sk_live_canary" not in Path(f"/proc/{process.pid}/environ").read_bytes()
    finally:
        process.close()


def test_its_files_are_the_users_alone(process: SandboxProcess, folder: Path) -> None:
    process.ready(START_TIMEOUT)
    files = list(folder.iterdir())
    assert "sandbox.db" in [file.name for file in files]
    assert {file.stat().st_mode & 0o077 for file in files} == {0}


def test_closing_ends_it_and_removes_its_folder(process: SandboxProcess, folder: Path) -> None:
    process.ready(START_TIMEOUT)
    process.close()
    assert not is_alive(process.pid)
    assert not folder.exists()
    process.close()


def test_it_can_be_closed_before_it_is_ready(process: SandboxProcess, folder: Path) -> None:
    process.close()
    assert not is_alive(process.pid)
    assert not folder.exists()


def test_closing_interrupts_a_long_seeding(folder: Path) -> None:
    process = SandboxProcess.start(SandboxOptions(bookings=100_000), folder)
    eventually((folder / "sandbox.db").exists)
    process.close()
    assert not is_alive(process.pid)
    assert not folder.exists()


def test_the_terminals_ctrl_c_does_not_reach_it(process: SandboxProcess) -> None:
    address = process.ready(START_TIMEOUT)
    assert os.getsid(process.pid) == process.pid
    os.kill(process.pid, signal.SIGINT)
    assert answers(address)


def test_a_terminated_sandbox_removes_its_folder_too(process: SandboxProcess, folder: Path) -> None:
    process.ready(START_TIMEOUT)
    os.kill(process.pid, signal.SIGTERM)
    eventually(lambda: not is_alive(process.pid))
    assert not folder.exists()


@pytest.mark.parametrize(("bookings", "moment"), [(5, "ready"), (100_000, "seeding")])
def test_a_killed_console_takes_its_sandbox_along(folder: Path, bookings: int, moment: str) -> None:
    """With kill -9, once it is ready and while it is still being seeded."""
    arguments = [sys.executable, "-c", CONSOLE, str(folder), str(bookings), moment]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as console:
        try:
            assert console.stdout is not None
            pid, base_url = json.loads(console.stdout.readline())
            assert is_alive(pid)
            if base_url:
                assert httpx.get(base_url, trust_env=False).status_code == 401
        finally:
            console.kill()
    eventually(lambda: not is_alive(pid))
    assert not folder.exists()


def test_a_sandbox_that_can_not_start_says_why(folder: Path) -> None:
    process = SandboxProcess.start(SandboxOptions(host="192.0.2.1"), folder)
    try:
        with pytest.raises(SlatisError, match="can't listen on"):
            process.ready(START_TIMEOUT)
    finally:
        process.close()


def test_a_sandbox_that_ends_early_is_told(process: SandboxProcess) -> None:
    os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(SlatisError, match="ended before it was ready"):
        process.ready(START_TIMEOUT)


def test_a_sandbox_that_is_late_is_told(folder: Path) -> None:
    process = SandboxProcess.start(SandboxOptions(bookings=100_000), folder)
    try:
        with pytest.raises(SlatisError, match="not ready in time"):
            process.ready(0.0)
    finally:
        process.close()


def test_its_clock_starts_where_it_was_told(folder: Path) -> None:
    process = SandboxProcess.start(SandboxOptions(bookings=0, now=1_777_881_600.0), folder)
    try:
        assert 1_777_881_600.0 <= process.ready(START_TIMEOUT).now < 1_777_881_600.0 + START_TIMEOUT
    finally:
        process.close()


def test_launching_imports_nothing_heavy() -> None:
    program = (
        "import sys; import slatis_tui.sandbox.launch\n"
        "print([name for name in ('starlette', 'uvicorn', 'sqlite3', 'asyncio', 'httpx') if name in sys.modules])"
    )
    output = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert output.strip() == "[]"
