"""What one app's library has of its own: the contract between the plugin of an app and what is shared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from qbitrr import Group

from ..fields import Record
from ..orders import Order
from ..requests.wishes import Kind, Request
from .medium import Holder, Medium

if TYPE_CHECKING:
    from ..edge import Edge


class Library(Protocol):
    """How one app's library is read and searched. What an app answers in another shape raises ``WrongAnswer``."""

    holders: str
    """The path that lists all holders."""

    holder_ids: str
    """What the app calls a list of them, in its editor."""

    holders_with: Mapping[str, bool]
    """The parameters that go with the list."""

    at_once: int
    """For how many holders the media can be asked for together."""

    wishes: Kind | None
    """What requests there can be for it."""

    def holder(self, record: Record, now: datetime, /) -> Holder:
        """A holder as the list tells of it."""
        ...

    def may_lack(self, holder: Holder, /) -> bool:
        """Whether it is worth asking for its media: whether any of them can be wanted."""
        ...

    def media(self, edge: Edge, holders: Sequence[Holder], /) -> Mapping[int, tuple[Medium, ...]]:
        """The media of holders, by their holder's id. At most two requests."""
        ...

    def again(self, edge: Edge, media_ids: tuple[int, ...], now: datetime, /) -> tuple[Holder, tuple[Medium, ...]]:
        """Media of one holder and the holder, as they are now. Media that are gone are left out."""
        ...

    def queued(self, edge: Edge, holder: Holder, /) -> frozenset[int]:
        """The media of a holder that are in the app's queue now, also those that only wait to be grabbed."""
        ...

    def why_not(self, holder: Holder, medium: Medium, /) -> str:
        """What speaks against a search in this app alone, or an empty string."""
        ...

    def urgent(self, medium: Medium, now: datetime, /) -> bool:
        """Whether it goes before all others."""
        ...

    def asked_for(self, request: Request, medium: Medium, /) -> bool:
        """Whether a request that is for the holder is for this medium of it."""
        ...

    def groups(self, holder: Holder, media: Sequence[Medium], /) -> Mapping[int, tuple[Group, ...]]:
        """What can be searched for together of the media of a holder that may be searched for, by medium."""
        ...

    def order(self, holder: Holder, media: Sequence[Medium], group: str, /) -> Order:
        """The command that searches for these media of a holder; for a ``group`` together, if it is still one."""
        ...


type MakeLibrary = Callable[..., Library]
"""Makes a library of the options that its plugin has for searching."""
