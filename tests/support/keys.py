"""What an xterm sends for each key, by Textual's names."""

_NAMED = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "backspace": "\x7f",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "f1": "\x1bOP",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "slash": "/",
    "colon": ":",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


def sent_for(key: str) -> str:
    """The characters that a terminal sends for a key: `c`, `enter`, `ctrl+q`, `alt+x`."""
    if key in _NAMED:
        return _NAMED[key]
    modifier, plus, rest = key.partition("+")
    if plus and modifier == "ctrl" and len(rest) == 1 and rest.isalpha():
        return chr(ord(rest.lower()) - 96)
    if plus and modifier == "alt":
        return "\x1b" + sent_for(rest)
    if len(key) == 1:
        return key
    raise ValueError(f"no such key: {key}")
