"""Texts fitted into terminal cells. The text of a cell is plain: it is never read as markup."""

from rich.cells import cell_len, set_cell_size

_ELLIPSIS = "…"
_REPLACEMENT = "\ufffd"
_JOINERS = str.maketrans("", "", "\u200d\ufe0e\ufe0f")


def steady(text: str) -> str:
    """The text without what makes terminals disagree on its width, so that it never moves what stands beside it.

    That is the joiner and the variation selectors of emoji: a family becomes its members, side by side. Whatever
    a terminal might obey is replaced, too; what comes here was cleaned before, so this is a second lock.
    """
    if not text.isascii():
        text = text.translate(_JOINERS)
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _REPLACEMENT for char in text)


def is_plain(text: str) -> bool:
    """Whether each of its characters has one cell in any terminal."""
    return text.isascii() or cell_len(text) == len(text)


def padded(text: str, width: int) -> str:
    """The text in exactly `width` cells, `…` at its end where it is too long."""
    if text.isascii():
        length = len(text)
        if length <= width:
            return text + " " * (width - length)
    elif (length := cell_len(text)) <= width:
        return text + " " * (width - length)
    if width <= 0:
        return ""
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + _ELLIPSIS, width)
