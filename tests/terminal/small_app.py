"""`python -m tests.terminal.small_app`: a very small console behind the real process boundary."""

import sys

from slatis_tui import boundary

CANARY = "sk_live_" + "canary0000"


def main(arguments: list[str]) -> int:
    from tests.terminal.small_console import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(boundary.run(main, sys.argv[1:]))
