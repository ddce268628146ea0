"""`python -m tests.pictures` draws the README's pictures anew, from the real program in a real pty."""

import sys
import tempfile
from pathlib import Path

from tests.support.pictures import screen_svg
from tests.support.pty_terminal import PtyProgram

_HERE = Path(__file__).parent
_DEMO = (sys.executable, "-m", "slatis_tui", "demo", "--now", "2026-11-20T12:00:00Z", "--timezone", "Europe/Madrid")


def _save(program: PtyProgram, name: str) -> None:
    program.wait_quiet()
    (_HERE / f"{name}.svg").write_text(screen_svg(program.screen, "slatis-tui"), encoding="utf-8")


def main() -> None:
    """Go through the screens that the README shows."""
    with tempfile.TemporaryDirectory() as home, PtyProgram(_DEMO, home=Path(home), size=(120, 32)) as program:
        program.wait_for("All 400")
        program.press("j", "j", "c")
        program.wait_for("u recalls")
        _save(program, "bookings")
        program.press("u", "enter")
        program.wait_for("What may be done now")
        _save(program, "booking")
        program.press("q", "E")
        program.wait_for("Onboarding workshop")
        program.press("j", "j", "j", "a")
        program.wait_for("UTC")
        _save(program, "new-booking")
        program.press("ctrl+q", "ctrl+q", "ctrl+q")
        program.wait_exit()


if __name__ == "__main__":
    main()
