"""The arrows between the rooms: import-linter's contracts hold."""

import subprocess
import sys

from tests.architecture.sources import ROOT


def test_no_import_breaks_a_contract() -> None:
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
