"""The baseline of a start: the least that a Textual program can show."""

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header


class HeaderAndFooter(App[None]):
    """A header and a footer, and nothing between them."""

    TITLE = "Header and footer"

    def compose(self) -> ComposeResult:
        """Both."""
        yield Header()
        yield Footer()


if __name__ == "__main__":
    HeaderAndFooter().run()
