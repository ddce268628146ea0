"""The README's pictures show what is on the screen, and nothing of it is read as markup."""

from xml.etree import ElementTree

import pyte

from tests.support.pictures import screen_svg

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: str) -> ElementTree.Element:
    screen = pyte.Screen(20, 2)
    pyte.Stream(screen).feed(text)
    return ElementTree.fromstring(screen_svg(screen, "A <title>"))


def test_every_word_stands_in_its_place_with_its_colours() -> None:
    picture = drawn("ab\x1b[1;38;2;1;2;3;44m <c>  d\x1b[0m")
    words = [(word.text, word.get("fill"), word.get("font-weight")) for word in picture.iter(f"{SVG}text")]
    assert words == [("ab", "#e0e0e0", None), ("<c>", "#010203", "bold"), ("d", "#010203", "bold")]
    assert [part.get("fill") for part in picture.iter(f"{SVG}rect")] == ["#121212", "#2472c8"]
    assert picture.findtext(f"{SVG}title") == "A <title>"


def test_a_wide_character_takes_two_cells() -> None:
    (word,) = drawn("李").iter(f"{SVG}text")
    assert (word.text, word.get("textLength")) == ("李", "16.8")


def test_reversed_cells_swap_ink_and_paper() -> None:
    picture = drawn("\x1b[7mx\x1b[0m")
    (word,) = picture.iter(f"{SVG}text")
    assert word.get("fill") == "#121212"
