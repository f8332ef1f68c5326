"""A real browser before the page: which theme and size it has, and what went wrong in it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import qbitrr_webui

from tests.lab.presence import give_up

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE = 60_000
"""Milliseconds to wait for what should be there: machines are slow that do much at once."""

PICTURES = Path(__file__).parents[2] / "build/page"
"""Where pictures go, of every page, and of one where a test has failed."""

STATIC = Path(qbitrr_webui.__file__).parent / "static"
NO_PAGE = "the page is not built (make page builds it)"
NO_BROWSER = "no chromium here (tests/lab/install.sh installs it)"


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at."""

    name: str
    width: int
    height: int
    scheme: str

    @property
    def is_phone(self) -> bool:
        return self.width < 600


LOOKS = tuple(
    Look(f"{device}-{scheme}", width, height, scheme)
    for device, width, height in (("desktop", 1440, 900), ("phone", 390, 844))
    for scheme in ("light", "dark")
)
DESKTOP = LOOKS[0]


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window. Gives the test up where there is none."""
    from playwright.sync_api import expect, sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        give_up(NO_BROWSER)
    if not (STATIC / "index.html").exists():
        give_up(NO_PAGE)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


@contextmanager
def opened(chromium: Browser, address: str, look: Look = DESKTOP, *, ready: bool = True) -> Iterator[Page]:
    """The page at that address, in a context of its own. An error in its console that nothing caught is a failure."""
    errors: list[str] = []
    context = chromium.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme="dark" if look.scheme == "dark" else "light",
        reduced_motion="reduce",
        is_mobile=look.is_phone,
        has_touch=look.is_phone,
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if _forbidden(said.text) else None)
    try:
        page.goto(address)
        if ready:
            page.wait_for_load_state("domcontentloaded")
        yield page
    except BaseException:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"failed-{time.time_ns()}.png")
        raise
    finally:
        context.close()
    assert errors == []


def _forbidden(text: str) -> bool:
    """Whether the browser says that the page's own policy forbade something of the page."""
    return "Content Security Policy" in text
