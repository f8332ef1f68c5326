"""The commands: what each is called, what it takes, and where it is done."""

# ruff: noqa: PLC0415 -- a command imports what it needs when it runs, so that help and the short ones are quick
# ruff: noqa: FBT002, A002 -- flags and JSON have these names on the command line

from __future__ import annotations

import sys
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer

from .group import Root
from .options import AnyTorrent, Confirm, Data, Json, Torrent

EPILOG = "A plugin may have commands of its own, below the name of its section or rule: see qbitrr plugins info NAME."

app = typer.Typer(cls=Root, no_args_is_help=True, epilog=EPILOG, add_completion=False, rich_markup_mode=None)


def main() -> None:
    """Run the command line. Ends by SystemExit."""
    import logging

    logging.getLogger().addHandler(logging.NullHandler())  # a command speaks for itself; ``run`` sets up the log
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter is no trouble
    if not sys.flags.dev_mode:
        sys.excepthook = unforeseen
    if any(map(_unwritable, sys.argv)):
        sys.stderr.write("An argument is no text in UTF-8. A torrent can always be named by its hash.\n")
        sys.exit(2)
    typer.main.get_command(app)(prog_name="qbitrr")


def _unwritable(text: str) -> bool:
    """Whether it is not what the system can write: bytes of another encoding come as single surrogates."""
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def unforeseen(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """Say a defect as a sentence; Python's development mode shows where it is."""
    said = f"{kind.__name__}: {error}"
    sys.stderr.write(
        f"qbitrr failed in a way that it should not: {said!a}. Please report it, with what this prints: "
        "python -X dev -m qbitrr and the same command.\n"
    )


def show_version(asked: bool) -> None:  # noqa: FBT001 -- Typer's way
    if asked:
        typer.echo(version("qbitrr-core"))
        raise typer.Exit


@app.callback()
def qbitrr(
    _: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Automation between qBittorrent and Radarr, Sonarr and Lidarr: watches, judges, explains, acts."""


@app.command()
def run(
    data: Data = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")] = False,
    once: Annotated[bool, typer.Option("--once", help="Look and act once, in this process, and end.")] = False,
) -> None:
    """Look after the torrents until told to end. The first start writes a configuration file to fill in."""
    from ..control.place import place_of
    from . import daemon

    raise typer.Exit(daemon.run(place_of(data), dry_run=dry_run, once=once))


@app.command()
def plan(
    section: Annotated[str | None, typer.Argument(help="Only this section, such as Radarr-4K.")] = None,
    all: Annotated[bool, typer.Option("--all", help="Also list those about which nothing would be done.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Show what would be done now, and why. Changes nothing."""
    from ..control.place import place_of
    from . import planning

    raise typer.Exit(planning.plan(place_of(data), section, everything=all, json=json))


@app.command()
def why(torrent: Torrent, data: Data = None, json: Json = False) -> None:
    """Explain one torrent. Each rule, what it saw and answered; what happens next and when, or why nothing does."""
    from ..control.place import place_of
    from . import explaining

    explaining.why(place_of(data), torrent, json=json)


@app.command()
def status(data: Data = None, json: Json = False) -> None:
    """Show how everything is. The exit status is 1 when something is not well."""
    from ..control.place import place_of
    from . import state

    raise typer.Exit(state.status(place_of(data), json=json))


@app.command()
def history(
    torrent: AnyTorrent = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many entries.")] = 30,
    since: Annotated[
        str | None, typer.Option(metavar="WHEN", help="Only after this: 2d, 12h, or a date such as 2026-03-01.")
    ] = None,
    action: Annotated[str | None, typer.Option(help="Only this action: remove, import, delete, restore …")] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """List what was decided and done, the newest first."""
    from ..control.place import place_of
    from . import past

    past.history(place_of(data), torrent, limit=limit, since=since, action=action, json=json)


@app.command()
def backtest(
    since: Annotated[
        str, typer.Option(metavar="WHEN", help="From when on: 14d, 12h, or a date such as 2026-03-01.")
    ] = "14d",
    config: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Judge with this configuration file. Else with the one in use."),
    ] = None,
    section: Annotated[str | None, typer.Option(metavar="NAME", help="Only this section, such as Radarr-4K.")] = None,
    data: Data = None,
    json: Json = False,
) -> None:
    """Show what would have been removed lately, and what became of it. Changes nothing."""
    from ..control.place import place_of
    from . import backtesting

    raise typer.Exit(backtesting.backtest(place_of(data), config, section, since=since, json=json))


@app.command()
def restore(
    torrent: AnyTorrent = None,
    held: Annotated[bool, typer.Option("--list", help="List what can be restored.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Undo a removal. The torrent is put back as it was, in qBittorrent and at its owner."""
    from ..control.place import place_of
    from . import restoring

    restoring.restore(place_of(data), torrent, only_list=held, json=json)


@app.command()
def protect(
    torrent: AnyTorrent = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why, to be remembered.", show_default=False)] = "",
    protected: Annotated[bool, typer.Option("--list", help="List what is protected by a person's word.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Leave a torrent alone. It is imported, but neither removed nor changed until you say otherwise."""
    from ..control.place import place_of
    from . import protecting

    protecting.protect(place_of(data), torrent, reason, only_list=protected, json=json)


@app.command()
def unprotect(torrent: Torrent, data: Data = None, json: Json = False) -> None:
    """End a protection. That of `qbitrr protect`, and that of a torrent which was restored."""
    from ..control.place import place_of
    from . import protecting

    protecting.unprotect(place_of(data), torrent, json=json)


@app.command()
def release(
    torrent: Torrent,
    confirm: Confirm = None,
    back: Annotated[bool, typer.Option("--undo", help="Let its obligations bind again.")] = False,
    data: Data = None,
    json: Json = False,
) -> None:
    """Let a torrent go in spite of an obligation. Shows what it still owes, and asks for its hash."""
    from ..control.place import place_of
    from . import releasing

    if back:
        releasing.undo(place_of(data), torrent, json=json)
    else:
        releasing.release(place_of(data), torrent, confirm, json=json)


@app.command()
def discard(torrent: Torrent, confirm: Confirm = None, data: Data = None, json: Json = False) -> None:
    """Let a torrent go that was never imported. Complete, or in quarantine already; asks for its hash."""
    from ..control.place import place_of
    from . import discarding

    discarding.discard(place_of(data), torrent, confirm, json=json)


@app.command()
def notify(
    torrent: Annotated[str | None, typer.Argument(metavar="[HASH]", help="Which torrent, for the curious.")] = None,
    data: Data = None,
) -> None:
    """Wake the workers. For qBittorrent's "run on torrent finished": qbitrr notify "%I"."""
    from .notify import main as notified

    raise typer.Exit(notified([*([torrent] if torrent else []), *(["--data", str(data)] if data else [])]))


@app.command()
def unfreeze(
    section: Annotated[str | None, typer.Argument(help="Only this section, such as Radarr-4K.")] = None,
    lasting: Annotated[str, typer.Option("--for", metavar="DURATION", help="How long it stays allowed.")] = "1h",
    data: Data = None,
    json: Json = False,
) -> None:
    """Allow removals that were too many at once. They were stopped; for a while they are not."""
    from ..control.place import place_of
    from . import freezing

    freezing.unfreeze(place_of(data), section, lasting, json=json)


@app.command()
def restart(
    process: Annotated[str | None, typer.Argument(help="Only this process, such as Radarr-4K or qBit.")] = None,
    data: Data = None,
) -> None:
    """Start a process of the running qbitrr anew, or all of them. What is under way is taken up again."""
    from ..control.place import place_of
    from . import restarting

    restarting.restart(place_of(data), process)


@app.command()
def reload(data: Data = None) -> None:
    """Have the running qbitrr read its configuration again. Only what differs is started anew."""
    from ..control.place import place_of
    from . import restarting

    restarting.reload(place_of(data))


@app.command()
def demo(keep: Annotated[bool, typer.Option("--keep", help="Leave its folder where it is.")] = False) -> None:
    """Show the main job, live. With a simulated qBittorrent and a simulated Radarr, in half a minute."""
    from .demo import demo as shown

    raise typer.Exit(shown(keep=keep))


def _add_the_rest() -> None:
    """The commands that have commands of their own."""
    from . import config_commands, plugins_commands, search_commands, service_commands

    app.add_typer(search_commands.app, name="search")
    app.add_typer(plugins_commands.app, name="plugins")
    app.add_typer(config_commands.app, name="config")
    app.add_typer(service_commands.app, name="service")


_add_the_rest()
