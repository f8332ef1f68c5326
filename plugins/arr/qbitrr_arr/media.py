"""Single media of an app, such as movies or episodes, as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import batched
from typing import TYPE_CHECKING

from .errors import NotFound, WrongAnswer
from .fields import Record

if TYPE_CHECKING:
    from .edge import Edge

AT_ONCE = 100
"""So many ids fit into an address that every app and proxy accepts."""


def read_media(edge: Edge, media_ids: Iterable[int], **options: bool) -> list[Record]:
    """Those of them that the app still knows. ``options`` say what else is to come with them."""
    if not edge.app.reads_many:
        return _one_by_one(edge, media_ids, options)
    return [one for some in batched(media_ids, AT_ONCE) for one in _several(edge, some, options)]


def _several(edge: Edge, media_ids: tuple[int, ...], options: Mapping[str, bool]) -> list[Record]:
    """An app that knows one of them no longer fails as a whole: then each is asked for by itself."""
    try:
        return edge.read_all(edge.app.media_path, **{edge.app.search_key: media_ids}, **options)
    except WrongAnswer:
        return _one_by_one(edge, media_ids, options)


def _one_by_one(edge: Edge, media_ids: Iterable[int], options: Mapping[str, bool]) -> list[Record]:
    found: list[Record] = []
    for media_id in media_ids:
        try:
            found.append(edge.read(f"{edge.app.media_path}/{media_id}", **options))
        except NotFound:
            continue
    return found
