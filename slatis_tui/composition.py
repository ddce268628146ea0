"""The composition of the services: settings → client, journal, outbox; and, for a demo, the embedded Slatis.

Nothing here imports the client, the journal or the keyring before it is asked to connect: the first frame
waits for none of them.
"""

import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from slatis_tui.domain.identity import Identity
from slatis_tui.domain.ports import BookingReader, Clock, LinkMonitor, Outbox, Services
from slatis_tui.domain.webhooks import CompanyReader
from slatis_tui.settings import ApiKey, Settings, parse_key, resolve_key, store_key

if TYPE_CHECKING:
    from slatis_tui.api.client import SlatisClient
    from slatis_tui.domain.drafts import Drafts
    from slatis_tui.outbox.drafts import FileDrafts
    from slatis_tui.outbox.outbox import JournalOutbox
    from slatis_tui.sandbox.launch import SandboxProcess
    from slatis_tui.sandbox.options import SandboxOptions

_SANDBOX_START_SECONDS = 30.0


@dataclass
class Console:
    """The services of one connection; closes what it holds, in the order in which that is safe."""

    identity: Identity
    clock: Clock
    client: "SlatisClient"
    journal_outbox: "JournalOutbox"
    file_drafts: "FileDrafts"
    sandbox: "SandboxProcess | None" = None

    @property
    def reader(self) -> BookingReader:
        """The client, for reading."""
        return self.client

    @property
    def monitor(self) -> LinkMonitor:
        """The client, for the header."""
        return self.client

    @property
    def company(self) -> CompanyReader:
        """The client, for the screens about the team and the webhooks."""
        return self.client

    @property
    def outbox(self) -> Outbox:
        """The only way to a write."""
        return self.journal_outbox

    @property
    def drafts(self) -> "Drafts":
        """What was typed and is not booked yet."""
        return self.file_drafts

    async def close(self) -> None:
        """The outbox first, so that nothing is cut off; the sandbox, whose folder holds the journal, last."""
        await self.journal_outbox.close()
        await self.file_drafts.close()
        await self.client.close()
        if self.sandbox is not None:
            await asyncio.to_thread(self.sandbox.close)


class Demo:
    """A demo's private folder, and its sandbox: once started, that removes the folder when it ends."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="slatis-demo-"))
        self._process: SandboxProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def process(self) -> "SandboxProcess":
        """The sandbox, once it was started."""
        assert self._process is not None
        return self._process

    def start(self, options: "SandboxOptions") -> None:
        """Start the sandbox; it gets ready while this process goes on."""
        from slatis_tui.sandbox.launch import SandboxProcess

        self._process = SandboxProcess.start(options, self.folder)

    def close(self) -> None:
        """End the sandbox. May be called more than once."""
        if self._process is not None:
            self._process.close()
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def environ(self, environ: Mapping[str, str]) -> dict[str, str]:
        """The environment of a demo: without the key, the base URL and the profile, its files in its own folder."""
        kept = {name: value for name, value in environ.items() if not name.startswith("SLATIS_")}
        homes = {f"XDG_{kind}_HOME": str(self.folder / kind.lower()) for kind in ("CONFIG", "STATE", "CACHE")}
        return kept | homes


class Composer:
    """Puts the services together for the app (the Connector of domain/ports.py)."""

    def __init__(
        self,
        settings: Settings,
        demo: Demo | None = None,
        *,
        clock: Clock = time.time,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._settings = settings
        self._demo = demo
        self._clock = clock
        self._sleep = sleep
        """How the outbox waits."""

    async def connect(self) -> Services | None:
        """With the demo's key, or that of the environment, the profile or the keyring; None when there is none."""
        if self._demo is not None:
            return await self._connect_demo(self._demo, self._settings)
        key = await asyncio.to_thread(resolve_key, self._settings)
        return await self._connect(key) if key is not None else None

    async def connect_with(self, key: str) -> tuple[Services, str]:
        """With a key that was typed, kept in the keyring where there is a working one."""
        parsed = parse_key(key.strip())
        services = await self._connect(parsed)
        if await asyncio.to_thread(store_key, self._settings, parsed):
            return services, "The key is kept in the system keyring"
        return services, "There is no working system keyring: the key is kept for this run only"

    async def demo(self) -> Services:
        """With a sandbox of its own; what it writes goes when it ends."""
        from slatis_tui.sandbox.options import SandboxOptions
        from slatis_tui.settings import Options, load_settings

        demo = Demo()
        await asyncio.to_thread(demo.start, SandboxOptions(rate=1000))
        options = Options(undo_window=self._settings.undo_window)
        return await self._connect_demo(demo, load_settings(options, demo.environ(os.environ)))

    async def _connect_demo(self, demo: Demo, settings: Settings) -> Services:
        importing = asyncio.create_task(asyncio.to_thread(_import_services))
        address = await asyncio.to_thread(demo.process.ready, _SANDBOX_START_SECONDS)
        await importing
        identity = Identity("DEMO", _host(address.base_url))
        return await _open(
            settings,
            address.base_url,
            parse_key(address.secret_key),
            identity,
            _clock_from(address.now),
            self._sleep,
            demo.process,
        )

    async def _connect(self, key: ApiKey) -> Services:
        settings = self._settings
        await asyncio.to_thread(_import_services)
        place = settings.profile if settings.profile != "default" else _host(settings.base_url)
        identity = Identity(key.mode, place, key.is_public)
        return await _open(settings, settings.base_url, key, identity, self._clock, self._sleep)


async def _open(
    settings: Settings,
    base_url: str,
    key: ApiKey,
    identity: Identity,
    clock: Clock,
    sleep: Callable[[float], Awaitable[object]],
    sandbox: "SandboxProcess | None" = None,
) -> Console:
    from slatis_tui.api.client import SlatisClient
    from slatis_tui.outbox.drafts import FileDrafts
    from slatis_tui.outbox.outbox import JournalOutbox

    # In a thread: for https it reads the certificates, which takes some forty milliseconds.
    client = await asyncio.to_thread(
        SlatisClient, base_url, key.reveal(), clock=clock, proxy=settings.proxy, ca_file=settings.ca_file
    )
    outbox = await JournalOutbox.open(
        settings.journal,
        client,
        reader=client,
        event_types=client,
        purse=client.purse,
        clock=clock,
        sleep=sleep,
        undo_window=settings.undo_window,
        scope=f"{base_url}|{identity.badge}|{key.fingerprint}",
    )
    drafts = FileDrafts(settings.drafts, f"{base_url}|{identity.badge}")
    return Console(identity, clock, client, outbox, drafts, sandbox)


def _import_services() -> None:
    """The costly imports, in a thread: while they run the first frame already takes keys."""
    import slatis_tui.api.client
    import slatis_tui.outbox.drafts
    import slatis_tui.outbox.outbox  # noqa: F401


def _host(base_url: str) -> str:
    return urlsplit(base_url).netloc


def _clock_from(start: float) -> Clock:
    """A clock that stood at `start` (Unix seconds) just now and ticks on."""
    begun = time.monotonic()
    return lambda: start + (time.monotonic() - begun)
