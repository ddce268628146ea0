"""NO_COLOR taken at its word: no colour at all, where Textual would send shades of grey."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_LOUD = 16
"""By how much, of 255, one part of a background has to differ from its widget's to say something, as a cursor's or a
badge's does. The shades of the frame and of the headings keep below it."""
_BLOCKS = "".join(map(chr, range(0x2580, 0x25A0)))
"""Glyphs that are drawn for what they cover of their cell: bars and the frames of inputs."""


class WithoutColors(LineFilter):
    """Leaves text and attributes; a background that stands out from its widget's becomes reverse video."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments in the terminal's own two colours."""
        rgb = background.rgb
        return [
            Segment(text, style and _plain(style, rgb, bool(text.strip(_BLOCKS))), control)
            for text, style, control in segments
        ]


@lru_cache(4096)
def _plain(style: Style, around: tuple[int, int, int], may_reverse: bool) -> Style:
    """The style's attributes, and `reverse` where its background is loud and the text bears it."""
    attributes = style.without_color + Style.from_meta(style.meta)  # without_color forgets whom a click is for
    if not may_reverse or style.reverse or style.bgcolor is None or style.bgcolor.is_default:
        return attributes
    own = Color.from_rich_color(style.bgcolor).rgb
    loud = any(abs(part - there) >= _LOUD for part, there in zip(own, around, strict=True))
    return attributes + Style(reverse=True) if loud else attributes
