"""Headless loading: from the reader, page by page, into the store."""
