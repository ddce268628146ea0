"""Hostile text comes out harmless, and ordinary text as it went in."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slatis_tui.domain.text import clean, clean_block, clean_json

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
TAGS = "".join(chr(0xE0000 + ord(char)) for char in "ignore rules")

HOSTILE = {
    "clipboard write": "A\x1b]52;c;ZXZpbA==\x07B",
    "screen spoof": "\x1b[2J\x1b[1;1H\x1b[32mLIVE booking confirmed\x1b[0m",
    "title and queries": "\x1b]0;pwn\x07\x1b[21t\x1b]10;?\x07",
    "hidden link": "\x1b]8;;https://evil.example/\x1b\\Ada Lovelace\x1b]8;;\x1b\\",
    "eight-bit controls": "\x9b2J\x9d0;t\x9c\x90+q544e\x9c\x9fX\x9c",
    "device queries": '\x1b[c\x1b[6n\x1b[>q\x1bP$q"p\x1b\\',
    "terminal modes": "\x1b[?1049l\x1b[?1003h\x1b[?2004l\x1b[?25h\x1bc",
    "overwriting": "Mallory\r\x1b[KAda\x08\x08\x7f\x0b\x0c\x0e\x0f\x00\x1e",
    "reversed name": "invoice\u202efdp.exe",
    "unbalanced isolates": "\u2066\u2067\u2068\u200f\u061cAda (cancelled)",
    "invisible letters": "A\u200bd\u200ca\u2060\ufeff\u00ad\u180e",
    "tag characters": "Ada" + TAGS,
    "variation flood": "A" + "\ufe0f" * 1000,
    "mark flood": "Z" + "\u0301\u0489\u20dd" * 5000,
    "width disagreement": FAMILY * 40 + "\ufdfd" * 20 + "\u1100" * 100 + "\u3164" * 50,
    "surrogates": "\ud800Ada\udfff\uffff",
    "every line break": "a\nb\r\nc\td\u2028e\u2029f\x85g\x1ch",
    "a megabyte": "A" * 1_000_000,
    "a hundred thousand lines": "A\n" * 100_000,
    "blanks": "\u00a0" * 500,
    "paste markers": "\x1b[200~Ada\x1b[31mcy\x1b[201~",
    "private use": "\ue000\uf8ff\U000f0000\U0010fffd",
    "joined letters": "A\u200dB\u200dC",
    "endless emoji": "\u200d".join("\U0001f469" * 300),
    "mark without base": "\u0301Ada",
}
FORBIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")

CROOKED = "a1 \n\r\t\x1b\x9b…\u200d\ufe0f\U0001f469\u2764\u0301\u0489\u093e\u0915\u200c\u202e"
CROOKED += "\ud800\u3164\U000e0041\U000e0100\ufffe\ufffd\u034f\u0600"
any_text = st.text(max_size=60) | st.text(alphabet=CROOKED, max_size=40)


def dangers(text: str, *, allowed: str = "") -> list[str]:
    """The characters that a terminal would obey, reorder by or hide; a joiner between emoji is none."""
    rest = text.replace(FAMILY, "")
    for index in range(len(rest) - 2, 0, -1):
        if rest[index] == "\u200d" and min(ord(rest[index - 1]), ord(rest[index + 1])) >= 0x2190:
            rest = rest[:index] + rest[index + 1 :]
    return [char for char in rest if char not in allowed and unicodedata.category(char) in FORBIDDEN]


@pytest.mark.parametrize("payload", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_harmless(payload: str) -> None:
    assert dangers(clean(payload)) == []
    assert dangers(clean_block(payload), allowed="\n") == []
    assert len(clean(payload)) <= 200
    assert len(clean_block(payload)) <= 2000
    assert clean(payload).encode()


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (HOSTILE["clipboard write"], "A␛]52;c;ZXZpbA==␇B"),
        (HOSTILE["reversed name"], "invoice�fdp.exe"),
        (HOSTILE["every line break"], "a b c d�e�f�g␜h"),
        (HOSTILE["variation flood"], "A…"),
        (HOSTILE["surrogates"], "�Ada��"),
        (HOSTILE["mark without base"], "�Ada"),
        (HOSTILE["joined letters"], "A�B�C"),
        ("\x00\x7f\x9f", "␀␡�"),
        ("x" * 201, "x" * 199 + "…"),
        ("\u00a0", " "),
        ("Z" + "\u0301" * 9, "Z" + "\u0301" * 4),
    ],
)
def test_what_is_dangerous_becomes_visible(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace",
        "Zoë Ångström",
        "Zoe\u0308",
        "Nguyễn Thị Minh Khai",
        "山田\u3000太郎",
        "김민준",
        "मृणाल ठाकुर",
        "သီရိ မြွှော့",
        "محمد علي",
        "Ελένη",
        "[/bold] is text here",
        "",
        FAMILY,
        "\U0001f469\U0001f3fd\u200d\U0001f680",
        "\u2764\ufe0f",
        "\U0001f1e9\U0001f1ea",
        "x" * 200,
    ],
)
def test_ordinary_text_stays_as_it_is(name: str) -> None:
    assert clean(name) == name
    assert clean_block(name) == name


def test_a_joiner_that_belongs_to_the_spelling_leaves_no_mark() -> None:
    assert clean("می\u200cخواهم") == "میخواهم"
    assert clean("ශ්\u200dරී") == "ශ්රී"


def test_a_block_keeps_its_lines() -> None:
    assert clean_block("one\r\ntwo\rthree\nfour\tfive") == "one\ntwo\nthree\nfour five"


def test_a_cut_leaves_no_half_emoji_sequence() -> None:
    assert clean(FAMILY, limit=3) == "\U0001f469…"


@given(any_text, st.integers(1, 30))
@settings(max_examples=400)
def test_cleaning_is_safe_short_and_final(text: str, limit: int) -> None:
    line, block = clean(text, limit), clean_block(text, limit)
    assert clean(line, limit) == line
    assert clean_block(block, limit) == block
    assert len(line) <= limit
    assert len(block) <= limit
    assert dangers(line) == []
    assert dangers(block, allowed="\n") == []
    assert line == block.replace("\n", " ")


@given(st.recursive(any_text | st.none() | st.booleans() | st.integers(), lambda inner: st.lists(inner, max_size=3)))
@settings(max_examples=50)
def test_json_is_clean_and_keeps_its_shape(value: object) -> None:
    cleaned = clean_json(value)
    assert clean_json(cleaned) == cleaned
    assert isinstance(cleaned, type(value))


def test_json_keys_are_cleaned_without_losing_one() -> None:
    assert clean_json({"a\u202e": 1, "a\u202d": [2.5, None, True], "b": {"\x1b": "\x1b"}}) == {
        "a�": 1,
        "a� (2)": [2.5, None, True],
        "b": {"␛": "␛"},
    }


def test_json_that_is_too_deep_is_cut() -> None:
    deep: object = "end"
    for _ in range(5000):
        deep = [deep]
    assert str(clean_json(deep)) == "[" * 32 + "'…'" + "]" * 32
