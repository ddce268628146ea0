"""The embedded Slatis: API v1 over a real SQLite file, with a believable company in it.

It is the other party: written from the vendor's pages on its own, sharing nothing with the client, so that a
misreading on one side shows as a failing test. `options` and `launch` are cheap to import; the rest is for the
process that serves.
"""
