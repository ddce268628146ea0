"""From lines of (text, style name) to what Textual shows. The text is plain: it is never read as markup."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from slatis_tui.theme import textual_style
from slatis_tui.widgets._cells import steady


def to_content(lines: Iterable[Sequence[tuple[str, str]]]) -> Content:
    """The lines as one block of text; style names become styles of whatever theme is current when it is drawn."""
    return Content("\n").join(
        Content.assemble(*((_steady_block(text), textual_style(style)) for text, style in line)) for line in lines
    )


def plain(text: str) -> Content:
    """One text without any style."""
    return Content(_steady_block(text))


def _steady_block(text: str) -> str:
    return "\n".join(map(steady, text.split("\n")))
