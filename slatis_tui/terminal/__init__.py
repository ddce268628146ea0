"""The terminal: how the console's keys are read, and how it is left behind as it was found."""

from slatis_tui.terminal.guard import CrashGuard, console_driver, run_app

__all__ = ["CrashGuard", "console_driver", "run_app"]
