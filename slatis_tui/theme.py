"""The console's colours: two themes, and the names by which the rest of the package speaks of styles.

Presentation gives text and style names. A name is looked up here and becomes a style of the current theme; it is
made of variables that every Textual theme has, so that any theme can be chosen. No meaning lies in a colour
alone: without colours, or with sixteen of them, words and glyphs say the same.
"""

from collections.abc import Mapping

from textual.style import Style
from textual.theme import BUILTIN_THEMES, Theme

THEMES: tuple[Theme, ...] = (
    Theme(
        name="slatis-dark",
        dark=True,
        primary="#7AB7FF",
        secondary="#9CC4B2",
        accent="#C4A7F5",
        warning="#F2C14E",
        error="#FF8A80",
        success="#8BD49C",
        foreground="#E4E7EB",
        background="#14171C",
        surface="#1B1F26",
        panel="#242A33",
        variables={
            "foreground-muted": "#AEB8C4",
            "error-muted": "#571A1E",
            "foreground-disabled": "#8C96A3",
            "text-primary": "#7AB7FF",
            "text-secondary": "#9CC4B2",
            "text-accent": "#C4A7F5",
            "text-warning": "#F2C14E",
            "text-error": "#FF8A80",
            "text-success": "#8BD49C",
            "block-cursor-background": "#243B58",
            "block-cursor-foreground": "#FFFFFF",
            "block-cursor-blurred-background": "#272D37",
            "block-cursor-blurred-foreground": "#E4E7EB",
            "footer-key-foreground": "#7AB7FF",
            "scrollbar-background": "#14171C",
        },
    ),
    Theme(
        name="slatis-light",
        dark=False,
        primary="#0B5CAD",
        secondary="#2E6B52",
        accent="#6B3FB5",
        warning="#7A5200",
        error="#A8201A",
        success="#1B6B36",
        foreground="#1B1F26",
        background="#FBFBF9",
        surface="#F2F2EE",
        panel="#E6E7E2",
        variables={
            "foreground-muted": "#4E5763",
            "error-muted": "#FBDAD7",
            "foreground-disabled": "#5C6570",
            "text-primary": "#0B5CAD",
            "text-secondary": "#2E6B52",
            "text-accent": "#6B3FB5",
            "text-warning": "#7A5200",
            "text-error": "#A8201A",
            "text-success": "#1B6B36",
            "block-cursor-background": "#CFE3FA",
            "block-cursor-foreground": "#0A0D12",
            "block-cursor-blurred-background": "#E3E5E3",
            "block-cursor-blurred-foreground": "#1B1F26",
            "footer-key-foreground": "#0B5CAD",
            "scrollbar-background": "#FBFBF9",
        },
    ),
)
"""The first is the default."""

STYLES: Mapping[str, str] = {
    "": "",
    "muted": "$foreground-muted",
    "strong": "bold",
    "label": "$foreground-muted",
    "heading": "bold $text-primary",
    "key": "bold $footer-key-foreground",
    "information": "$text-primary",
    "warning": "$text-warning",
    "error": "bold $text-error",
    "success": "$text-success",
    "divider": "$foreground-muted",
    "chip": "bold $background on $text-primary",
    "brand": "bold $text-primary",
    "title": "bold",
    "tab": "$foreground-muted",
    "tab-key": "$foreground-muted",
    "tab-open": "bold underline",
    "tab-key-open": "bold $text-primary",
    "hint": "$foreground-muted",
    "hint-refused": "strike $foreground-muted",
    "hint-key": "bold $footer-key-foreground",
    "badge-demo": "bold $background on $text-accent",
    "badge-test": "bold $background on $text-success",
    "badge-live": "bold reverse $text-error on $background",
    "badge-read-only": "bold $background on $foreground-muted",
    "table-header": "bold $foreground-muted on $surface",
    "table-header-sorted": "bold $text-primary on $surface",
    "mark": "bold $text-accent",
    "changed": "bold underline $text-accent",
    "status-draft": "italic $foreground-muted",
    "status-pending": "bold $text-warning",
    "status-scheduled": "$text-success",
    "status-rescheduled": "$text-primary",
    "status-completed": "$foreground-muted",
    "status-cancelled": "$foreground-muted",
    "status-no-show": "$text-error",
    "status-unknown": "italic",
    "waiting": "bold $text-accent",
    "sending": "italic $text-accent",
    "cursor": "$block-cursor-foreground on $block-cursor-background",
    "cursor-blurred": "$block-cursor-blurred-foreground on $block-cursor-blurred-background",
    "cursor-bar": "bold $text-primary",
}
"""Style name → Textual style. Two names may look the same today: each is named for what it means."""


def theme_names() -> list[str]:
    """What `--theme` takes: our own, and those that Textual brings."""
    return [*(theme.name for theme in THEMES), *sorted(BUILTIN_THEMES)]


def style_for(name: str) -> Style:
    """The style of that name in the theme of the running app; no style at all for a name that nobody declared."""
    return Style.parse(textual_style(name))


def textual_style(name: str) -> str:
    """The style in Textual's words, with the theme's variables still in it."""
    return STYLES.get(name, "")
