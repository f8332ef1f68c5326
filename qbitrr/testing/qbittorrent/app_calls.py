"""The calls about the client as a whole: version, preferences, transfer state, sync."""

from __future__ import annotations

import json

from .call import Answer, Call
from .queue import renumber
from .state import TRANSFER
from .sync import maindata


def _build(call: Call) -> object:
    dialect = call.client.dialect
    build = {"bitness": 64, "boost": "1.83.0", "libtorrent": dialect.libtorrent, "openssl": "3.5.1", "zlib": "1.3.1"}
    return build | {"qt": dialect.qt} | ({"platform": "linux"} if dialect.generation >= 5 else {})


def _transfer(call: Call) -> object:
    state = call.client.ledger.tables["server_state"]["server_state"]
    return {name: state[name] for name in TRANSFER if name in state}


def _maindata(call: Call) -> object:
    return maindata(
        call.client.ledger,
        call.session.conversation,
        call.whole("rid"),
        dialect=call.client.dialect,
        hashes_at=call.client.hashes_at,
    )


def _set_preferences(call: Call) -> None:
    call.need("json")
    try:
        said = json.loads(call.text("json"))
    except ValueError:
        return  # so does the real one
    if isinstance(said, dict):
        call.client.preferences.update({name: value for name, value in said.items() if name in call.client.preferences})
        call.client.serve_state({"queueing": call.client.preferences["queueing_enabled"]})
        renumber(call.client)


READING: dict[str, Answer] = {
    "app/version": lambda call: f"v{call.client.dialect.app}",
    "app/webapiVersion": lambda call: call.client.dialect.api,
    "app/buildInfo": _build,
    "app/preferences": lambda call: call.client.preferences,
    "app/defaultSavePath": lambda call: call.client.save_path,
    "transfer/info": _transfer,
    "sync/maindata": _maindata,
    "torrents/count": lambda call: str(len(call.client.torrents)),
}

ACTING: dict[str, Answer] = {"app/setPreferences": _set_preferences}
