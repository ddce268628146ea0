"""Where the key comes from once the first frame stands: the profile's command, then the system keyring.

Both may take seconds (a password manager asks, a D-Bus service hangs), so these are called in a thread.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from slatis_tui.errors import KeyProblem
from slatis_tui.settings.api_key import WHAT_A_KEY_IS, ApiKey, parse_key
from slatis_tui.settings.base_url import origin_of
from slatis_tui.settings.model import Settings

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

COMMAND_SECONDS = 10.0
KEYRING_SECONDS = 3.0

_REFUSED_MODULES = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
"""They keep nothing, or keep it in plain text."""


def resolve_key(settings: Settings) -> ApiKey | None:
    """The key of the environment, of the profile's command or of the keyring; None where there is none.

    Raises:
        KeyProblem: the profile's command failed or printed no key. What it printed is not in the message.
    """
    if settings.key is not None:
        return settings.key
    if settings.api_key_command:
        return _from_command(settings.api_key_command)
    stored = _in_time(KEYRING_SECONDS, lambda: _stored_key(settings))
    try:
        return parse_key(stored) if stored else None
    except KeyProblem:
        return None  # the welcome screen asks for one, and what is typed there takes its place


def store_key(settings: Settings, key: ApiKey) -> bool:
    """Keep the key in the system keyring for this host and profile; whether there is a working one that has it."""
    return bool(_in_time(KEYRING_SECONDS, lambda: _store(settings, key)))


def _from_command(command: str) -> ApiKey:
    try:
        return parse_key(_output(command))
    except KeyProblem as problem:
        raise KeyProblem(f"api_key_command: {problem}", hint=problem.hint) from None


def _output(command: str) -> str:
    """What the command prints. It has no terminal to ask on, for that is the console's."""
    import shlex
    import subprocess

    try:
        process = subprocess.Popen(
            shlex.split(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise KeyProblem(f"the command can't be run: {error.strerror}", hint="Correct it in the config file") from None
    with process:
        try:
            printed, _ = process.communicate(timeout=COMMAND_SECONDS)
        except subprocess.TimeoutExpired:
            _kill_session(process.pid)
            raise KeyProblem(f"the command took over {COMMAND_SECONDS:g} s", hint="Run it by hand first") from None
    if process.returncode != 0:
        raise KeyProblem(f"the command ended with {process.returncode}", hint="Run it by hand to see why")
    try:
        return printed.decode("ascii").strip()
    except UnicodeDecodeError:
        raise KeyProblem("the command printed no API key", hint=WHAT_A_KEY_IS) from None


def _kill_session(leader: int) -> None:
    """The command and what it started: a child that holds the pipe open would be waited for."""
    import os
    import signal
    from contextlib import suppress

    with suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def _stored_key(settings: Settings) -> str | None:
    backend = _working_keyring()
    return backend.get_password(*_place(settings)) if backend else None


def _store(settings: Settings, key: ApiKey) -> bool:
    backend = _working_keyring()
    if backend is None:
        return False
    backend.set_password(*_place(settings), key.reveal())
    return backend.get_password(*_place(settings)) == key.reveal()


def _place(settings: Settings) -> tuple[str, str]:
    """Service and user name. The host is part of it: a key never goes to a server that it was not given for."""
    return f"slatis-tui {origin_of(settings.base_url)}", settings.profile


def _working_keyring() -> "KeyringBackend | None":
    import keyring

    backend = keyring.get_keyring()
    return backend if _is_trusted(backend) else None


def _is_trusted(backend: object) -> bool:
    """Whether it keeps secrets as such; a chain of keyrings does if each of them does."""
    for kind in type(backend).__mro__:
        if kind.__module__.startswith(_REFUSED_MODULES) or "plaintext" in kind.__name__.casefold():
            return False
    return all(_is_trusted(member) for member in getattr(backend, "backends", ()))


def _in_time(seconds: float, work: Callable[[], T]) -> T | None:
    """What the work gives, or None where it fails or is not done in time; it may then go on, and holds nobody up."""
    from threading import Thread

    results: list[T] = []

    def attempt() -> None:
        try:
            results.append(work())
        except Exception:  # noqa: BLE001 - keyring backends raise whatever their libraries do, D-Bus errors among them
            return

    thread = Thread(target=attempt, name="keyring", daemon=True)
    thread.start()
    thread.join(seconds)
    return results[0] if results else None
