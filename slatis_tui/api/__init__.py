"""The asynchronous client of the Slatis public API v1."""
