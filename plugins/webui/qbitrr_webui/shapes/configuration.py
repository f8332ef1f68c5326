"""The configuration as the page shows and changes it. Secrets never leave the server."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, JsonValue

from .base import Given, Problem, Taken


class Option(Given):
    """One option of a section as it holds. ``path`` is below the section; ``secret`` ones have no value.

    ``source`` is default, file or the environment variable, which wins and cannot be changed here. Of a rule's table in
    one section the default is what its table for every section says. A key that no option has is secret: nobody knows.
    """

    path: tuple[str, ...]
    value: JsonValue = None
    default: JsonValue = None
    source: str
    secret: bool = False
    is_set: bool = Field(description="Whether a secret has a value; true for what else is in the file.")
    locked: bool = Field(default=False, description="The environment sets it.")


class ConfigSection(Given):
    """One section or rule's table. ``heading`` is as in the file: Settings, qBit-seedbox, Radarr-4K.Plugins.stalled.

    ``schema_name`` names its JSON schema in the schemas; ``kind`` is settings, client, webui, app or rule.
    """

    heading: str
    kind: str
    schema_name: str
    title: str
    options: tuple[Option, ...]
    problems: tuple[Problem, ...] = ()
    in_file: bool = True
    managed: bool = True


class Config(Given):
    """``fingerprint`` says which version of the file this is; a save names it, so that nobody's change is lost."""

    path: str
    fingerprint: str
    sections: tuple[ConfigSection, ...]
    problems: tuple[Problem, ...]
    can_add: tuple[str, ...] = Field(default=(), description="Kinds of section that can be added: qBit, Radarr, …")


class Schemas(Given):
    """JSON schemas by name: Settings, qBit, WebUI, radarr, stalled, … Keys are as in the file.

    ``x-heading`` says where a rule's table belongs; ``problems`` why a plugin has no schema.
    """

    schemas: dict[str, dict[str, JsonValue]]
    problems: dict[str, str] = Field(default={})


class Change(Taken):
    """Set one key, or ``remove`` it (so that its default holds), or remove a whole table (with an empty path).

    ``heading`` is a section's or rule's; a section that is not there is added, with an empty path all keys of ``value``
    at once. A secret whose value is null stays as it is, and so does any text that is sent back as it was shown, such
    as an address of which the passkey is hidden.
    """

    heading: str = Field(min_length=1, max_length=200)
    path: tuple[str, ...] = Field(default=(), max_length=8)
    value: JsonValue = None
    remove: bool = False


class Proposal(Taken):
    """Changes to look at; without any it is the file as it is."""

    fingerprint: str = Field(default="", max_length=100)
    changes: tuple[Change, ...] = Field(default=(), max_length=500)


class Changes(Taken):
    fingerprint: str = Field(default="", max_length=100)
    changes: tuple[Change, ...] = Field(min_length=1, max_length=500)


class Checked(Given):
    """What a change would come to. ``diff`` is a unified diff of the file in which secrets are hidden."""

    ok: bool
    problems: tuple[Problem, ...]
    diff: str
    restarts: tuple[str, ...] = Field(default=(), description="The processes that would start anew.")


class Saved(Given):
    fingerprint: str
    problems: tuple[Problem, ...]
    diff: str
    reloaded: bool
    restarts: tuple[str, ...] = Field(default=(), description="The processes that start anew.")


class Connection(Given):
    """Whether a client or an app answered, and what it said."""

    name: str
    ok: bool
    said: str


class Connections(Given):
    connections: tuple[Connection, ...]


class Preview(Given):
    """What qbitrr would do with a changed configuration: a dry look that changes nothing."""

    ok: bool
    problems: tuple[Problem, ...]
    connections: tuple[Connection, ...]
    judged: int
    plan: tuple[PlannedLine, ...]
    counts: dict[str, int] = Field(default={}, description="How many torrents would have which action.")
    notes: tuple[str, ...]


class PlannedLine(Given):
    section: str
    client: str
    hash: str
    name: str
    action: str
    reason: str
    refused: str = ""


class Plugin(Given):
    """One plugin in one section, or one that is in none. ``kind`` is app, rule, page or other."""

    plugin: str
    section: str
    name: str
    kind: str = ""
    status: str
    reason: str
    distribution: str
    version: str
    about: str = ""
    trust: str = ""
    can_switch: bool = Field(default=False, description="A rule can be switched on and off; a section cannot.")
    enabled: bool = False
    since: str = ""


class Plugins(Given):
    plugins: tuple[Plugin, ...]


class Switch(Taken):
    enabled: bool


class Panel(Given):
    """A panel that a plugin adds to the page: a sandboxed frame, or a table or form that is declared."""

    plugin: str
    name: str
    title: str
    kind: Literal["frame", "table", "form"]
    about: str = ""


class Panels(Given):
    panels: tuple[Panel, ...]
    problems: tuple[str, ...] = ()


class PanelTable(Given):
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float | bool | None, ...], ...]


class PanelForm(Given):
    form_schema: dict[str, JsonValue]
    values: dict[str, JsonValue]


class PanelContent(Given):
    """One of these, by the kind of panel."""

    html: str = ""
    table: PanelTable | None = None
    form: PanelForm | None = None


class PanelInput(Taken):
    values: dict[str, JsonValue]
