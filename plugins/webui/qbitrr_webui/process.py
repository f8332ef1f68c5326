"""What the page's process runs: it serves the page until it is told to end. Imports what it needs when it runs."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from qbitrr.processes.life import Life

    from .context import Web
    from .server import Server

LOOKS = 2.0
"""Seconds between two looks at the options."""

FIRST, LONGEST = 1.0, 30.0
"""Seconds between two tries to listen."""

log = logging.getLogger(__name__)


def run(life: Life, folder: Path, database: str, dry_run: bool = False) -> None:  # noqa: FBT001, FBT002 -- a target's arguments
    """Serve the page of a data folder. Ends by SystemExit."""
    from .app import make_app  # noqa: PLC0415 -- the supervisor, of which this process is a copy, does without
    from .context import web_of  # noqa: PLC0415 -- likewise
    from .doors import Doors  # noqa: PLC0415 -- likewise
    from .live.sampling import Sampler  # noqa: PLC0415 -- likewise

    page = web_of(folder, database, dry_run=dry_run)
    server = None
    address = page.place.run_folder / "webui.url"
    try:
        server = listen(life, page, make_app(page))
        url = url_of(page, server.port)
        address.parent.mkdir(parents=True, exist_ok=True)
        address.write_text(f"{url}\n", encoding="utf-8")
        server.start()
        page.part(Sampler)
        log.info("The page is at %s", url)
        doors = Doors(page, url)
        while server.serving:
            doors.look()
            life.wait(timeout=LOOKS)
        raise RuntimeError("the thread that serves the page has ended")
    finally:
        if server:
            server.close()
            address.unlink(missing_ok=True)
        page.close()


def listen(life: Life, page: Web, app: object) -> Server:
    """A server that listens where the options say; tried again and again while something else is there."""
    from .server import Server  # noqa: PLC0415 -- as above

    wait, said = FIRST, ""
    while True:
        options = page.options
        try:
            server = Server(app, options.host, options.port)  # type: ignore[arg-type]
        except (OSError, UnicodeError) as error:
            reason = str(getattr(error, "strerror", "") or error)
            if reason != said:
                said = reason
                log.error(  # noqa: TRY400 -- a sentence for users
                    "The page cannot listen at %s, port %s: %s. End what is there, or set [WebUI] Host and Port. "
                    "It is tried again.",
                    options.host,
                    options.port,
                    reason,
                )
            life.wait(timeout=wait)
            wait = min(2 * wait, LONGEST)
            continue
        if said:
            log.warning("The page can listen now.")
        return server


def url_of(page: Web, port: int) -> str:
    """The address of the page as this machine can open it."""
    host = page.options.host
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 -- not to listen at
    return f"http://{host}:{port}{page.options.url_base}/"
