"""The embedded Slatis: a real HTTP server over a real database."""
