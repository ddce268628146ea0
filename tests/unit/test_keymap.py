"""The operator's own keys: what is written is understood, or refused with the reason."""

from functools import partial
from pathlib import Path

import pytest
from textual.keys import _character_to_key

from slatis_tui.commands import COMMANDS, checked_keymap, keys_of
from slatis_tui.errors import UsageError
from slatis_tui.keys import key_named, shown_key
from slatis_tui.settings import Options, load_settings, place_in_config


def test_the_commands_own_keys_are_a_keymap_without_a_clash() -> None:
    own = {one.id: one.keys for one in COMMANDS}
    assert checked_keymap(own) == own


@pytest.mark.parametrize(
    ("written", "key"),
    [("C", "C"), ("?", "question_mark"), ("/", "slash"), ("slash", "slash"), ("F5", "f5"), ("Ctrl+K", "ctrl+k"),
     ("ctrl+/", "ctrl+slash"), ("Space", "space"), (" ", "space"), ("ñ", "ñ"), ("alt+Enter", "alt+enter")],
)  # fmt: skip
def test_keys_may_be_written_as_people_write_them(written: str, key: str) -> None:
    assert key_named(written) == key


@pytest.mark.parametrize("sign", [chr(code) for code in range(0x21, 0x7F)])
def test_every_sign_has_the_name_that_textual_gives_it(sign: str) -> None:
    name = key_named(sign)
    assert name == _character_to_key(sign)
    assert shown_key(name) == sign


@pytest.mark.parametrize("written", ["ctrl+foo", "F99", "Cmd+C", "\x1b", "cc", "ctrl", "c+ctrl", "ctrl+"])
def test_a_key_that_there_is_not_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="there is no key"):
        checked_keymap({"booking.confirm": written})


def test_the_nearest_key_is_named() -> None:
    with pytest.raises(UsageError) as refused:
        checked_keymap({"booking.confirm": "pagedwn"})
    assert refused.value.explained() == (
        'config [keys]: booking.confirm: there is no key "pagedwn". Did you mean pagedown?'
    )


@pytest.mark.parametrize("written", ["/", "slash", "d", "k", "up", "q"])
def test_a_key_with_two_meanings_on_one_screen_is_refused_however_it_is_written(written: str) -> None:
    with pytest.raises(UsageError, match="would mean both"):
        checked_keymap({"booking.confirm": written})


def test_two_commands_may_swap_their_keys() -> None:
    swapped = checked_keymap({"booking.confirm": "d", "booking.complete": "c"})
    confirm = next(one for one in COMMANDS if one.id == "booking.confirm")
    assert keys_of(confirm, swapped) == ["d"]


@pytest.mark.parametrize("written", ["w", "space", "backspace", "left", "?", "tab", "enter"])
def test_what_holds_in_inputs_can_not_take_a_key_that_types(written: str) -> None:
    with pytest.raises(UsageError, match="is needed for typing"):
        checked_keymap({"app.leave": written})


@pytest.mark.parametrize("written", [",", "", " , "])
def test_a_command_keeps_at_least_one_key(written: str) -> None:
    with pytest.raises(UsageError, match="no key given"):
        checked_keymap({"booking.confirm": written})


def test_the_refusal_names_file_line_and_command(tmp_path: Path) -> None:
    file = tmp_path / "slatis-tui" / "config.toml"
    file.parent.mkdir()
    file.write_text('theme = "slatis-light"\n[keys]\n"app.help" = "h"\n"booking.confirm" = "x"\n', encoding="utf-8")
    file.chmod(0o600)
    settings = load_settings(Options(), {"XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path)})
    with pytest.raises(UsageError) as refused:
        checked_keymap(settings.keymap, partial(place_in_config, settings, "keys"))
    assert refused.value.message == (
        f'{file}:4: "booking.confirm" in [keys]: "x" would mean both booking.confirm and booking.cancel'
    )
