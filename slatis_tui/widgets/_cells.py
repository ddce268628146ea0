"""Texts fitted into terminal cells. The text of a cell is plain: it is never read as markup."""

from rich.cells import cell_len, set_cell_size

_ELLIPSIS = "…"
_REPLACEMENT = "\ufffd"


def printable(text: str) -> str:
    """The text, with whatever a terminal might obey replaced. What comes here was cleaned before: a second lock."""
    if text.isprintable():
        return text
    return "".join(char if _is_harmless(char) else _REPLACEMENT for char in text)


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


def _is_harmless(char: str) -> bool:
    # The joiner of emoji sequences is not printable, and stays: cleaned text has it nowhere else.
    return char.isprintable() or char == "\u200d"
