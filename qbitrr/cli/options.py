"""The options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="FOLDER",
        help="The folder of the configuration, the database and the logs. Else QBITRR_OVERRIDES_DATA_PATH names it.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
Torrent = Annotated[str, typer.Argument(metavar="HASH|NAME", help="The beginning of its hash, or a part of its name.")]
AnyTorrent = Annotated[
    str | None,
    typer.Argument(metavar="[HASH|NAME]", help="The beginning of its hash, or a part of its name.", show_default=False),
]
Confirm = Annotated[
    str | None,
    typer.Option("--confirm", metavar="HASH", help="Its hash, for scripts: nothing is asked.", show_default=False),
]
