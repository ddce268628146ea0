"""slatis-tui: the keyboard console for the Slatis scheduling API."""

__version__ = "0.1.0"
