"""The process boundary: what the operator and the shell are told when the program ends.

Exit codes: 0 fine, 1 refused or failed, 2 bad usage or unusable terminal, 128+n on signal n, 70 on a bug. Of a bug
one line is printed, with an id and the place of the report; no traceback, no message and no value of a variable,
as these can hold an API key or an attendee's details.
"""

import _thread
import os
import sys
import threading
from collections.abc import Callable, Mapping, MutableMapping
from types import TracebackType
from typing import TextIO

from slatis_tui.crash_report import CrashReport, notice, take_noticed
from slatis_tui.errors import KeyProblem, SlatisError, UsageError

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_BUG = 70
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141

_LINGER_SECONDS = 2.0

_UNWANTED = ("TEXTUAL", "TEXTUAL_DEBUG", "TEXTUAL_LOG", "TEXTUAL_DRIVER", "TEXTUAL_PRESS", "TEXTUAL_SHOW_RETURN")
_UNWANTED_PREFIXES = ("TEXTUAL_SCREENSHOT", "TEXTUAL_DEVTOOLS")
"""Textual's switches for its developers: they log every key, the API key among them, or save what is on screen."""


def run(main: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Run the program and return its exit code, whatever happens in it.

    Must come before the first import of Textual, which reads its environment then.

    Raises:
        SystemExit: as `main` raised it (a command line parser ends so).
    """
    prepare(os.environ)
    before = set(threading.enumerate())
    code = _ended(main, arguments)
    if any(not thread.daemon for thread in threading.enumerate() if thread not in before):
        # One that hangs (in a name server's silence, in a keyring) would keep the interpreter from ending.
        _thread.start_new_thread(_leave_after, (_LINGER_SECONDS, code))
    return code


def _ended(main: Callable[[list[str]], int], arguments: list[str]) -> int:
    try:
        code = main(arguments)
        sys.stdout.flush()
    except SlatisError as error:
        _say(error.explained())
        return EXIT_USAGE if isinstance(error, UsageError | KeyProblem) else EXIT_FAILED
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _forget_stdout()
        return EXIT_BROKEN_PIPE
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - the last place where a bug can be told without its locals
        return _report(CrashReport.of(error))
    noticed = take_noticed()
    return _report(noticed[0]) if noticed else code


def prepare(environ: MutableMapping[str, str]) -> None:
    """Make the process discreet: private files, no developers' switches, hooks that print no values."""
    os.umask(0o077)
    for name in list(environ):
        if name in _UNWANTED or name.startswith(_UNWANTED_PREFIXES):
            del environ[name]
    if "faulthandler" in sys.modules:
        sys.modules["faulthandler"].disable()
    sys.excepthook = _on_exception
    threading.excepthook = _on_thread_exception
    sys.unraisablehook = _on_unraisable


def check_terminal(environ: Mapping[str, str], stdin: TextIO, stdout: TextIO) -> None:
    """Make sure that there is a terminal on which the console can be drawn.

    Raises:
        UsageError: input or output is not a terminal, or the terminal can't move its cursor.
    """
    for stream, name in ((stdin, "input"), (stdout, "output")):
        if not stream.isatty():
            raise UsageError(f"The standard {name} is not a terminal", hint="Start slatis-tui in a terminal window")
    if environ.get("TERM", "") in ("", "dumb"):
        raise UsageError(
            f"The terminal can't show the console (TERM is {environ.get('TERM') or 'not set'})",
            hint="Use a terminal such as xterm, and set TERM to its name",
        )


def _report(report: CrashReport) -> int:
    saved = report.save(os.environ)
    _say(f"internal error {report.id}; nothing was lost. " + (f"Report: {saved}" if saved else "No report was saved"))
    return EXIT_BUG


def _say(text: str) -> None:
    """One line on the standard error, without control characters."""
    line = "".join(character if character.isprintable() else " " for character in f"slatis-tui: {text}")
    stream = sys.__stderr__
    if stream is not None:
        try:
            print(line, file=stream, flush=True)
        except (OSError, ValueError):
            return


def _forget_stdout() -> None:
    """Whoever read the output has gone; without this the interpreter would complain on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _leave_after(seconds: float, code: int) -> None:
    threading.Event().wait(seconds)
    os._exit(code)


def _on_exception(_type: type[BaseException], error: BaseException, _traceback: TracebackType | None) -> None:
    if not isinstance(error, KeyboardInterrupt):
        _report(CrashReport.of(error))


def _on_thread_exception(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        notice(args.exc_value)


def _on_unraisable(_unraisable: "sys.UnraisableHookArgs") -> None:
    """Say nothing: it comes from a destructor, and the interpreter would print the object."""
