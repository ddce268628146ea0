"""Keys by their names: as the operator writes them, as Textual knows them, and as they are shown."""

import unicodedata

_OWN_NAMES = {"/": "slash", "\\": "backslash", "@": "at", "-": "minus", "+": "plus", "_": "underscore"}
_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "hyper", "meta"})
_SHOWN = {
    "enter": "Enter",
    "escape": "Esc",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "space": "Space",
    "backspace": "Backspace",
}


def _name_of(character: str) -> str:
    """Textual's name of the key that types a character: `?` is `question_mark`."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _OWN_NAMES.get(character, name)


_SIGNS = {_name_of(sign): sign for sign in map(chr, range(0x21, 0x7F)) if not sign.isalnum()}
_NAMED = {*_SHOWN, *_SIGNS, "tab", "insert", "delete", *(f"f{number}" for number in range(1, 25))}


def key_named(text: str) -> str | None:
    """Textual's name of a key that was written as `c`, `?`, `F5` or `Ctrl+K`; None where there is no such key."""
    if text == " ":
        return "space"
    if len(text) == 1:
        return _name_of(text) if text.isprintable() else None
    *modifiers, last = (part.strip() for part in text.lower().split("+"))
    if not _MODIFIERS.issuperset(modifiers) or not (last in _NAMED or (modifiers and len(last) == 1)):
        return None
    return "+".join([*modifiers, last if len(last) > 1 else _name_of(last)])


def nearest_key(text: str) -> str:
    """What may have been meant, as a hint."""
    from difflib import get_close_matches

    found = get_close_matches(text.lower(), sorted(_NAMED), 1)
    return f"Did you mean {found[0]}?" if found else "Keys are written like c, ctrl+k, f5, space or ?"


def types_text(key: str) -> bool:
    """Whether an input needs the key: what types a character, moves in the text or deletes."""
    return "+" not in key and key != "escape" and not (key[0] == "f" and key[1:].isdecimal())


def shown_key(key: str) -> str:
    """A key as a person reads it."""
    return _SHOWN.get(key) or _SIGNS.get(key, key)
