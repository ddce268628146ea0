"""The style of a part of a widget, as its stylesheet has it."""

from textual.style import Style
from textual.widget import Widget


def component_style(widget: Widget, name: str) -> Style:
    """The style of this component class. Textual's own `get_visual_style` leaves out `reverse`."""
    return widget.get_visual_style(name) + Style(reverse=widget.get_component_styles(name).text_style.reverse)
