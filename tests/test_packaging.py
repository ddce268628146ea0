"""The wheel: what is in it, and that the program starts when it is installed from there."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from slatis_tui import __version__
from tests.support.pty_terminal import PtyProgram, private_environment

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as a user without settings; fail with what it said."""
    done = subprocess.run(
        command, cwd=cwd, env=private_environment(cwd), capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built here and without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment with the wheel in it; what it depends on is taken from the running one."""
    home = tmp_path_factory.mktemp("home")
    folder = home / "venv"
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    run(
        sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel), cwd=home
    )
    paths = sysconfig.get_paths("posix_prefix", {"base": str(folder), "platbase": str(folder)})
    dependencies = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(paths["purelib"], "dependencies.pth").write_text("\n".join(sorted(dependencies)) + "\n")
    return folder


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def relative_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_wheel_holds_the_stylesheets_and_no_others(wheel: Path) -> None:
    packed = {name.removeprefix("slatis_tui/styles/") for name in names(wheel) if name.startswith("slatis_tui/styles/")}
    assert packed == relative_files(ROOT / "styles")
    assert packed


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    ours = {f"slatis_tui/{name}" for name in relative_files(ROOT / "slatis_tui") if "__pycache__" not in name}
    packed = {name for name in names(wheel) if not name.startswith("slatis_tui/styles/") and ".dist-info/" not in name}
    assert packed == ours


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    folder = f"slatis_tui-{__version__}.dist-info"
    with zipfile.ZipFile(wheel) as archive:
        metadata = Parser().parsestr(archive.read(f"{folder}/METADATA").decode())
        entry_points = archive.read(f"{folder}/entry_points.txt").decode()
        licence = archive.read(f"{folder}/licenses/LICENSE").decode()
    assert (metadata["Name"], metadata["Version"]) == ("slatis-tui", __version__)
    assert "slatis-tui = slatis_tui.cli:main" in entry_points
    assert "MIT" in licence


def test_the_installed_program_says_its_version(installed: Path) -> None:
    done = run(str(installed / "bin" / "slatis-tui"), "--version", cwd=installed.parent)
    assert done.stdout == f"slatis-tui {__version__}\n"


def test_the_installed_program_finds_its_stylesheets_beside_its_code(installed: Path) -> None:
    program = "from slatis_tui.stylesheets import stylesheet_paths as paths; print(*paths(), sep='\\n')"
    done = run(str(installed / "bin" / "python"), "-c", program, cwd=installed.parent)
    found = [Path(line) for line in done.stdout.splitlines()]
    assert found
    assert all(path.is_file() and path.is_relative_to(installed) for path in found)


def test_the_installed_console_starts(installed: Path, tmp_path: Path) -> None:
    program = [str(installed / "bin" / "slatis-tui"), "demo", "--bookings", "40"]
    with PtyProgram(program, home=tmp_path, cwd=tmp_path) as console:
        console.wait_for("5 All 40")
        console.press("q")
        assert console.wait_exit() == 0
