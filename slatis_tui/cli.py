"""The command line: from arguments to an exit code. Nothing here imports Textual until a console is asked for."""

import gc
import os
import sys
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from slatis_tui import __version__
from slatis_tui.boundary import run
from slatis_tui.errors import UsageError

if TYPE_CHECKING:
    from slatis_tui.sandbox.options import SandboxOptions
    from slatis_tui.settings import Options

_DEMO_RATE = 1000
_SANDBOX_RATE = 100


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """The `slatis-tui` program; ends the process with its exit code."""
    sys.exit(run(_main, list(sys.argv[1:] if argv is None else argv)))


def _main(argv: list[str]) -> int:
    arguments = _parser().parse_args(argv)
    command: Callable[[Namespace], int] = arguments.command
    return command(arguments)


class _Parser(ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage too."""
        raise UsageError(message, hint=f"`{self.prog} --help` lists what there is")


def _parser() -> ArgumentParser:
    shared = _console_options()
    parser = _Parser(
        prog="slatis-tui",
        parents=[shared],
        description="The keyboard console for the Slatis scheduling API.",
        epilog="The API key is never an argument: set SLATIS_API_KEY, or start the console and type it there.",
    )
    parser.add_argument("--version", action="version", version=f"slatis-tui {__version__}")
    parser.set_defaults(command=_console)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    _add_demo(commands, shared)
    _add_sandbox(commands)
    _add_config(commands)
    return parser


def _console_options() -> "_Parser":
    options = _Parser(add_help=False, argument_default=SUPPRESS)
    add = options.add_argument
    add("--profile", metavar="NAME", help="a profile of the config file")
    add("--base-url", metavar="URL", help="where the API is (default https://api.slatis.com/v1)")
    add("--view", metavar="NAME", help="pending, today, upcoming, needs-outcome, all, or a saved one")
    add("--undo-window", metavar="SECONDS", type=_seconds, help="how long a change can be recalled (default 5)")
    add("--read-only", action="store_true", help="send no change at all")
    add("--timezone", metavar="IANA", help="my timezone, such as Europe/Madrid")
    add("--theme", metavar="NAME", help="the colours")
    add("--refresh", metavar="SECONDS", type=_count, help="load anew this often (default 30; 0 = by hand)")
    return options


def _sandbox_options(parser: ArgumentParser, rate: int) -> None:
    add = parser.add_argument
    add("--bookings", metavar="N", type=_count, default=400, help="how many bookings it starts with (default 400)")
    add("--members", metavar="N", type=_count, default=6, help="how many members it has, at least six (default 6)")
    add("--seed", metavar="N", type=int, default=1, help="another seed, another company")
    add("--now", metavar="ISO", type=_instant, default=None, help="a fixed start for its clock")
    add("--latency", metavar="MS", type=_count, default=0, help="how long every answer takes")
    add("--rate", metavar="N", type=_count, default=rate, help=f"requests a minute (default {rate}; 0 = no limit)")


def _add_demo(commands: "_SubParsersAction[_Parser]", shared: "_Parser") -> None:
    demo = commands.add_parser("demo", parents=[shared], help="the console on a private sandbox; no key, no network")
    _sandbox_options(demo, _DEMO_RATE)
    demo.set_defaults(command=_demo)


def _add_sandbox(commands: "_SubParsersAction[_Parser]") -> None:
    sandbox = commands.add_parser("sandbox", help="serve the sandbox for other clients")
    _sandbox_options(sandbox, _SANDBOX_RATE)
    sandbox.add_argument("--host", default="127.0.0.1", help="a loopback address (default 127.0.0.1)")
    sandbox.add_argument("--port", type=_port, default=8807, help="0 = a free one (default 8807)")
    sandbox.add_argument("--db", metavar="FILE", type=Path, default=None, help="keep its data in this file")
    sandbox.set_defaults(command=_sandbox)


def _add_config(commands: "_SubParsersAction[_Parser]") -> None:
    config = commands.add_parser("config", help="where the files are, or a commented config file to start from")
    config.add_argument("what", choices=["path", "init"], metavar="path|init")
    config.add_argument("--profile", metavar="NAME", default=None)
    config.set_defaults(command=_config)


def _console(arguments: Namespace) -> int:
    gc.disable()  # the app enables it: a collection in the middle of the imports only costs time
    from slatis_tui.starting import run_console

    return run_console(_chosen(arguments), os.environ)


def _demo(arguments: Namespace) -> int:
    gc.disable()
    from slatis_tui.starting import run_demo

    return run_demo(_chosen(arguments), _sandbox_of(arguments), os.environ)


def _sandbox(arguments: Namespace) -> int:
    from slatis_tui.sandbox.serve import serve

    return serve(_sandbox_of(arguments), lambda line: print(line, flush=True))


def _config(arguments: Namespace) -> int:
    from slatis_tui.commands import COMMANDS
    from slatis_tui.settings import Options, config_lines, load_settings, write_template

    settings = load_settings(Options(profile=arguments.profile), os.environ)
    if arguments.what == "path":
        print("\n".join(config_lines(settings)))
    else:
        write_template(settings.config_file, {one.id: one.keys for one in COMMANDS})
        print(f"Wrote {settings.config_file}")
    return 0


def _chosen(arguments: Namespace) -> "Options":
    from slatis_tui.settings import Options

    given = vars(arguments)
    names = ("profile", "base_url", "view", "undo_window", "read_only", "timezone", "theme", "refresh")
    return Options(**{name: given[name] for name in names if name in given})


def _sandbox_of(arguments: Namespace) -> "SandboxOptions":
    from slatis_tui.sandbox.options import SandboxOptions

    given = vars(arguments)
    return SandboxOptions(
        bookings=arguments.bookings,
        members=arguments.members,
        seed=arguments.seed,
        now=arguments.now,
        latency_ms=arguments.latency,
        rate=arguments.rate,
        host=given.get("host", "127.0.0.1"),
        port=given.get("port", 0),
        db=given.get("db"),
    )


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ArgumentTypeError(f"{text!r} is not a whole number of at least 0")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise ArgumentTypeError(f"{text!r} is not a number of seconds from 0 to 3600")
    return seconds


def _port(text: str) -> int:
    port = _count(text)
    if port > 65535:
        raise ArgumentTypeError(f"{text!r} is not a port (0 to 65535)")
    return port


def _instant(text: str) -> float:
    from slatis_tui.domain.times import parse_instant

    instant = parse_instant(text)
    if instant is None:
        raise ArgumentTypeError(f"{text!r} is not a time such as 2026-05-01T14:00:00Z")
    return float(instant)
