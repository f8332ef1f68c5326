"""How everything is: processes, sections, clients, what needs attention, health."""

from __future__ import annotations

from pydantic import Field

from .base import Bytes, Given, Moment, Tone


class Process(Given):
    """One supervised process. ``kind`` is supervisor, client, worker or page."""

    name: str
    kind: str
    state: str
    tone: Tone
    since: Moment
    pid: int | None = None
    restarts: int = 0
    reason: str = ""
    last_beat: Moment | None = None
    memory: Bytes | None = Field(default=None, description="Its own share of memory (PSS), where the system tells.")


class Processes(Given):
    started: Moment | None
    version: str
    processes: tuple[Process, ...]


class Client(Given):
    """One qBittorrent."""

    name: str
    connected: bool
    complete: bool
    reason: str = Field(default="", description="Why it is not connected, or its list not whole.")
    torrents: int = 0
    download_speed: int = Field(default=0, description="Bytes a second.")
    upload_speed: int = Field(default=0, description="Bytes a second.")
    free_space: Bytes | None = None
    at: Moment | None = None


class Section(Given):
    """One managed section as its worker last told it."""

    name: str
    at: Moment | None
    stages: dict[str, int] = Field(description="How many downloads are in which stage.")
    missing: dict[str, str] = Field(description="Who could not say what it knows, and why.")
    frozen: str = Field(default="", description="Why removals are frozen; empty when they are not.")
    problems: tuple[str, ...] = ()


class Attention(Given):
    """One thing that a person should look at. ``link`` is the page's place where it is shown or mended."""

    tone: Tone
    text: str
    link: str = ""
    section: str = ""
    action: str = Field(default="", description="What can be done at once: unfreeze; empty for nothing.")


class Counts(Given):
    """What goes on, in numbers."""

    torrents: int = 0
    downloading: int = 0
    seeding: int = 0
    quarantine: int = 0
    rejected: int = Field(default=0, description="Complete downloads that wait for a person's word.")
    protected: int = 0
    imported_today: int = 0
    removed_today: int = 0
    searches_today: int = 0


class Overview(Given):
    at: Moment
    well: bool
    dry_run: bool
    attention: tuple[Attention, ...]
    counts: Counts
    clients: tuple[Client, ...]
    sections: tuple[Section, ...]


class Dependency(Given):
    name: str
    kind: str = Field(description="supervisor, database, client, worker or app")
    ok: bool
    detail: str = ""


class Health(Given):
    ok: bool
    dependencies: tuple[Dependency, ...]


class Alive(Given):
    """``ok`` is the whole answer: whoever has not signed in is told no more."""

    ok: bool


class Unfreeze(Given):
    section: str
    until: Moment
