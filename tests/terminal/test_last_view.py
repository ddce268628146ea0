"""The console starts where it was left: in the view that was used last, a saved one too."""

from slatis_tui.sandbox.options import SandboxOptions
from tests.support.pty_terminal import PtyProgram
from tests.support.sandbox import running_sandbox
from tests.terminal.conftest import Start


def test_the_last_view_is_open_at_the_next_start_and_a_saved_one_is_found_by_name(start_console: Start) -> None:
    with running_sandbox(SandboxOptions(bookings=60, rate=0)) as address:
        variables = {"SLATIS_BASE_URL": address.base_url, "SLATIS_API_KEY": address.secret_key}

        def start(*arguments: str) -> PtyProgram:
            return start_console(*arguments, env=variables)

        def leave(console: PtyProgram) -> None:
            console.press("q")
            assert console.wait_exit() == 0

        console = start()
        pending = console.row_with("1 Pending").split()[2]
        console.wait_for(f"{pending} of {pending}")
        console.press("5")
        console.wait_for("60 of 60")
        leave(console)
        console = start()
        console.wait_for("60 of 60")
        console.press("W")
        console.wait_for("Save view")
        console.type("Every single one")
        console.press("enter")
        console.wait_for("6 Every single one 60")
        console.press("1")
        console.wait_for(f"{pending} of {pending}")
        leave(console)
        console = start("--view", "every-SINGLE one")
        console.wait_for("60 of 60")
        console.wait_for("6 Every single one 60")
