"""The key: its form, its mask, and where it is found once the console runs."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from threading import Event

import keyring
import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend

from slatis_tui.errors import KeyProblem
from slatis_tui.settings import ApiKey, Options, Settings, key_sources, load_settings, parse_key, resolve_key, store_key

SECRET = "sk_test_abcdefghijklmnop4f2a"


class MemoryKeyring(KeyringBackend):
    """A working keyring that lives as long as it is referred to."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class PlaintextKeyring(MemoryKeyring):
    """By its name it keeps secrets as plain text."""


class Chain(MemoryKeyring):
    """A keyring that asks others, one of which can't be trusted."""

    backends = (MemoryKeyring(), PlaintextKeyring())


class BrokenKeyring(MemoryKeyring):
    """Raises what its library happens to raise."""

    def get_password(self, service: str, username: str) -> str | None:
        raise ZeroDivisionError("from the depths of a library")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise ZeroDivisionError("from the depths of a library")


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    """The system keyring for the length of a test."""
    before = keyring.get_keyring()
    backend = MemoryKeyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings without a key."""
    return load_settings(Options(), {"HOME": str(tmp_path)})


@pytest.mark.parametrize("text", ["sk_test_abcd", "pk_live_" + "A_9" * 66, SECRET])
def test_a_key_of_the_right_form_is_taken(text: str) -> None:
    assert parse_key(text).reveal() == text


@pytest.mark.parametrize(
    "text",
    ["", "sk_test_abc", "sk_test_" + "a" * 201, "SK_TEST_abcd", "rk_test_abcd", "sk_prod_abcd", "sk_test_ab-cd",
     SECRET + "\n", " " + SECRET, SECRET + "\u200b", "sk_test_\u0430bcd", "Bearer " + SECRET],
)  # fmt: skip
def test_any_other_text_is_refused_without_quoting_it(text: str) -> None:
    with pytest.raises(KeyProblem) as refused:
        parse_key(text)
    assert not text.strip() or text.strip() not in refused.value.explained()
    assert "sk_test_" in refused.value.hint


def test_the_mask_shows_the_prefix_and_at_most_the_last_four() -> None:
    assert repr(parse_key(SECRET)) == str(parse_key(SECRET)) == f"{parse_key(SECRET)}" == "sk_test_…4f2a"
    assert repr(parse_key("pk_live_abcdefgh")) == "pk_live_…"
    assert repr([parse_key("sk_test_abcd")]) == "[sk_test_…]"


@pytest.mark.parametrize(
    ("text", "mode", "public"),
    [("sk_live_abcd", "LIVE", False), ("sk_test_live", "TEST", False), ("pk_live_abcd", "LIVE", True),
     ("pk_test_abcd", "TEST", True)],
)  # fmt: skip
def test_the_prefix_tells_mode_and_kind(text: str, mode: str, public: bool) -> None:
    key = parse_key(text)
    assert (key.mode, key.is_public) == (mode, public)


def test_keys_are_equal_by_their_secret_and_fingerprints_tell_them_apart() -> None:
    one, other = parse_key("sk_test_abcd"), parse_key("sk_test_abce")
    assert one == ApiKey("sk_test_abcd")
    assert hash(one) == hash(ApiKey("sk_test_abcd"))
    assert one != other
    assert one.fingerprint != other.fingerprint
    assert "abcd" not in one.fingerprint


def test_the_environments_key_comes_first(settings: Settings, memory: MemoryKeyring) -> None:
    chosen = replace(settings, key=parse_key(SECRET), api_key_command="false")
    assert resolve_key(chosen) == parse_key(SECRET)


def test_the_command_comes_before_the_keyring(settings: Settings, memory: MemoryKeyring) -> None:
    assert store_key(settings, parse_key("sk_live_fromthekeyring"))
    assert resolve_key(replace(settings, api_key_command=f"echo '{SECRET}'")) == parse_key(SECRET)


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("/nonexistent/pass", "api_key_command: the command can't be run: No such file"),
        ("sh -c 'echo hunter2; echo hunter2 >&2; exit 3'", "api_key_command: the command ended with 3"),
        ("echo hunter2", "api_key_command: this is not an API key"),
        ("true", "api_key_command: this is not an API key"),
        ("printf '\\377'", "api_key_command: the command printed no API key"),
    ],
)
def test_a_command_that_gives_no_key_is_told_of(
    settings: Settings, command: str, says: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KeyProblem) as refused:
        resolve_key(replace(settings, api_key_command=command))
    assert refused.value.explained().startswith(says)
    assert "hunter2" not in refused.value.explained() + "".join(capfd.readouterr())


def test_no_shell_runs_the_command(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(KeyProblem):
        resolve_key(replace(settings, api_key_command=f"echo x; touch {tmp_path / 'made'}"))
    assert not (tmp_path / "made").exists()


def test_a_command_that_hangs_is_ended_with_what_it_started(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid_file = tmp_path / "pid"

    def time_out(process: Popen[bytes], timeout: float) -> None:
        eventually(lambda: pid_file.exists() and pid_file.read_text().endswith("\n"))
        raise TimeoutExpired(process.args, timeout)

    monkeypatch.setattr(Popen, "communicate", time_out)
    script = f"sleep 600 & echo $! > {pid_file}; wait"
    with pytest.raises(KeyProblem, match="api_key_command: the command took over 10 s"):
        resolve_key(replace(settings, api_key_command=f'sh -c "{script}"'))
    eventually(lambda: _has_ended(int(pid_file.read_text())))


def test_the_commands_time_is_limited(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_sources, "COMMAND_SECONDS", 0.05)
    with pytest.raises(KeyProblem, match="took over"):
        resolve_key(replace(settings, api_key_command="sleep 600"))


def eventually(condition: Callable[[], bool]) -> None:
    """Wait until the condition holds, for 20 s at most."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.01)


def _has_ended(pid: int) -> bool:
    """Whether the process is gone, or was killed and only waits for its parent to notice."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_stored_key_is_found_again_for_the_same_host_and_profile_only(
    settings: Settings, memory: MemoryKeyring
) -> None:
    assert resolve_key(settings) is None
    assert store_key(settings, parse_key(SECRET))
    assert resolve_key(settings) == parse_key(SECRET)
    assert resolve_key(replace(settings, base_url=settings.base_url + "/v2")) == parse_key(SECRET)
    assert resolve_key(replace(settings, profile="work")) is None
    assert resolve_key(replace(settings, base_url="https://api.slatis.example/v1")) is None


def test_a_stored_text_that_is_no_key_counts_as_none(settings: Settings, memory: MemoryKeyring) -> None:
    assert store_key(settings, parse_key(SECRET))
    memory.kept = dict.fromkeys(memory.kept, "garbage\n")
    assert resolve_key(settings) is None


@pytest.mark.parametrize(
    "backend",
    [keyring.backends.fail.Keyring, keyring.backends.null.Keyring, PlaintextKeyring, Chain, BrokenKeyring],
)
def test_a_keyring_that_keeps_nothing_or_in_plain_text_is_not_used(
    settings: Settings, memory: MemoryKeyring, backend: type[KeyringBackend]
) -> None:
    keyring.set_keyring(backend())
    assert not store_key(settings, parse_key(SECRET))
    assert resolve_key(settings) is None


def test_a_keyring_that_hangs_holds_nobody_up(
    settings: Settings, memory: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_sources, "KEYRING_SECONDS", 0.05)
    released, asked = Event(), Event()

    def hang(service: str, username: str) -> str:
        asked.set()
        released.wait()
        return SECRET

    monkeypatch.setattr(memory, "get_password", hang)
    try:
        assert resolve_key(settings) is None
        assert asked.wait(20)
    finally:
        released.set()
