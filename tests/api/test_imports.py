"""The client stands between the first frame and the first bookings: what its import brings along is checked."""

import subprocess
import sys

import pytest

_PROGRAM = "import sys, {module}; print(*(name for name in {names!r} if name in sys.modules))"


def brought_along(module: str, *names: str) -> list[str]:
    """Which of these modules a fresh interpreter has after importing that one."""
    program = _PROGRAM.format(module=module, names=names)
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_the_client_comes_without_a_command_line_program_and_without_models() -> None:
    unwanted = ("click", "pygments", "httpx._main", "pydantic", "textual", "rich")
    assert brought_along("slatis_tui.api.client", "httpx", *unwanted) == ["httpx"]


@pytest.mark.parametrize("module", ["slatis_tui.api._wire", "slatis_tui.api._rows"])
def test_the_models_know_nothing_of_http(module: str) -> None:
    assert brought_along(module, "httpx", "httpcore", "textual", "rich") == []


def test_httpx_stays_whole_for_who_imported_it_first() -> None:
    program = "import httpx; main = httpx.main; import slatis_tui.api.client; assert httpx.main is main"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_httpx_s_loggers_write_no_urls() -> None:
    """They hold filters, and a filter may be an e-mail address."""
    program = (
        "import logging, sys; logging.basicConfig(level=0, stream=sys.stdout); import slatis_tui.api.client;"
        "logging.getLogger('httpx').info('url'); logging.getLogger('httpcore.connection').debug('host')"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")
