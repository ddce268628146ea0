"""The scroll bar of a long list: three kinds of cell, each made once, where Textual's would make each cell anew."""

from math import ceil

from rich.segment import Segment
from rich.style import Style
from textual.css.styles import StylesBase
from textual.geometry import Region
from textual.scrollbar import ScrollBar
from textual.strip import Strip

_ABOVE = {"@mouse.down": "scroll_up"}
_THUMB = {"@mouse.down": "grab"}
_BELOW = {"@mouse.down": "scroll_down"}


class PlainScrollBar(ScrollBar):
    """A scroll bar in whole cells. It is drawn anew with every page: it may cost no more than the page's rows."""

    _looks: tuple[Style, tuple[Strip, Strip, Strip]] | None = None

    def thumb(self, height: int) -> range:
        """The lines, of so many, on which the thumb lies; none where everything is in sight."""
        size, window = self.window_virtual_size, self.window_size
        if not height or not window or window >= size:
            return range(0)
        length = min(height, max(1, ceil(window * height / size)))
        start = round((height - length) * min(1.0, self.position / (size - window)))
        return range(start, start + length)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines that have changed; a bar whose list was just taken away is still asked for them once."""
        if self.parent is None:
            return [Strip.blank(crop.width)] * crop.height
        above, on_thumb, below = self._strips(self.parent.styles)
        thumb = self.thumb(self.size.height)
        return [above if y < thumb.start else on_thumb if y in thumb else below for y in crop.line_range]

    def _strips(self, styles: StylesBase) -> tuple[Strip, Strip, Strip]:
        """What stands above the thumb, on it and below it, in the colours of now."""
        style = self._style(styles)
        if self._looks is None or self._looks[0] != style:
            background, filters = self.background_colors[1], self.get_line_filters()
            blank = " " * self.thickness
            strips = []
            for meta, reverse in ((_ABOVE, False), (_THUMB, True), (_BELOW, False)):
                strip = Strip([Segment(blank, style + Style(reverse=reverse, meta=meta))], self.thickness)
                for line_filter in filters:
                    strip = strip.apply_filter(line_filter, background)
                strips.append(strip)
            self._looks = (style, (strips[0], strips[1], strips[2]))
        return self._looks[1]

    def _style(self, styles: StylesBase) -> Style:
        if self.grabbed:
            background, color = styles.scrollbar_background_active, styles.scrollbar_color_active
        elif self.mouse_over:
            background, color = styles.scrollbar_background_hover, styles.scrollbar_color_hover
        else:
            background, color = styles.scrollbar_background, styles.scrollbar_color
        base = self.background_colors[0] + background
        return Style.from_color((base + color).rich_color, base.rich_color)
