"""The HTTP server: uvicorn, without its logs, its signal handling and its headers."""

from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

_GRACE = 1
"""Seconds that requests under way are given when the sandbox ends."""
_KEEP_ALIVE = 75
"""Seconds that a connection may idle."""


class HttpServer(uvicorn.Server):
    """Serves one application on sockets that listen already, until `should_exit` is set."""

    def __init__(self, app: ASGIApp) -> None:
        config = uvicorn.Config(
            app,
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            log_level="error",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            date_header=False,  # the front door's goes by the sandbox's clock
            timeout_keep_alive=_KEEP_ALIVE,
            timeout_graceful_shutdown=_GRACE,
        )
        super().__init__(config)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone: uvicorn would raise them once more at its end."""
        yield
