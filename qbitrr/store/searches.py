"""Which searches were made, what they cost and brought: the budget's account, and what is remembered of each medium."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import SQL, Database, fn

from ..searching.budget import Spent
from ..searching.choice import Memory
from ..searching.policy import Wait
from ..searching.values import LibrarySearch
from .models import ChoreRow, MediumRow, SearchRow
from .queries import delete, expire, rows, scalar

BEGUN, DONE = "begun", "done"
REPLACEMENT = "replaces a failed download"
"""Why a search was made that no library asked for."""

CLOCKS_STRAY_BY = timedelta(minutes=1)
"""Two processes read the clock one after the other; so far ahead nobody is."""

_ACCOUNT = "searches"


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """One search. ``state`` is "begun" while it is not known whether it was made.

    ``grabs`` is how many releases it has brought (None: not known yet), ``grabbed`` names the last of them.
    """

    id: int
    owner: str
    media: tuple[int, ...]
    title: str
    want: str
    group_key: str
    cost: int
    at: datetime
    state: str
    detail: str
    grabs: int | None
    grabbed: str


class Searches:
    """The account of all searches; those of all owners are paid for from one budget."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self, search: LibrarySearch, now: datetime, refusal: Callable[[Sequence[Spent]], Wait | None]
    ) -> int | Wait:
        """Pay for a search that is about to be made: its id, or what ``refusal`` says of what was spent in a day.

        One process at a time, so that two never spend the same last search.
        """
        with self._database.atomic():
            self._lock(now)
            if wait := refusal(self.spent(now - timedelta(days=1))):
                return wait
            return self._insert(
                owner=search.owner,
                media=search.media_ids,
                title=search.title,
                want=search.want.value,
                group_key=search.group,
                cost=search.cost,
                at=now,
                state=BEGUN,
            )

    def record(
        self, owner: str, media: tuple[int, ...], title: str, now: datetime, detail: str, *, cost: int = 1
    ) -> int:
        """Write down a search that replaces a failed download: it counts, but is never refused."""
        return self._insert(
            owner=owner,
            media=media,
            title=title,
            want=REPLACEMENT,
            group_key="",
            cost=cost,
            at=now,
            state=DONE,
            detail=detail,
        )

    def done(self, search: Searched, detail: str) -> None:
        """It was made; its media rest, longer each time."""
        with self._database.atomic():
            settled = SearchRow.update(state=DONE, detail=detail).where(SearchRow.id == search.id)
            settled.execute(self._database)
            for media_id in search.media:
                first = MediumRow.insert(owner=search.owner, media_id=media_id, searched_at=search.at, fruitless=1)
                again = {MediumRow.fruitless: MediumRow.fruitless + 1, MediumRow.searched_at: search.at}
                first.on_conflict(conflict_target=(MediumRow.owner, MediumRow.media_id), update=again).execute(
                    self._database
                )

    def take_back(self, search_id: int) -> None:
        """It was not made: it counts for nothing."""
        delete(self._database, SearchRow, SearchRow.id == search_id)

    def brought(self, search: Searched, grabs: int, grabbed: str, media: Iterable[int]) -> None:
        """Note what it has brought, and that these media were not searched for in vain."""
        with self._database.atomic():
            SearchRow.update(grabs=grabs, grabbed=grabbed).where(SearchRow.id == search.id).execute(self._database)
            mine = (MediumRow.owner == search.owner) & (MediumRow.media_id.in_(list(media)))
            MediumRow.update(fruitless=0).where(mine).execute(self._database)

    def unsettled(self, owner: str) -> list[Searched]:
        """Searches of which it is not known whether they were made, the oldest first."""
        return self._select((SearchRow.owner == owner) & (SearchRow.state == BEGUN))

    def waiting_for_grabs(self, owner: str, since: datetime) -> list[Searched]:
        """Searches made since a moment, and earlier ones of which it is still not known what they have brought."""
        recent = (SearchRow.at >= since) | SearchRow.grabs.is_null(is_null=True)
        return self._select((SearchRow.owner == owner) & (SearchRow.state == DONE) & recent)

    def recent(self, since: datetime, owner: str | None = None) -> list[Searched]:
        """All searches since a moment, the oldest first."""
        mine = (SearchRow.owner == owner) if owner is not None else (SearchRow.id > 0)
        return self._select(mine & (SearchRow.at >= since))

    def spent(self, since: datetime) -> list[Spent]:
        """What was paid for by everybody after a moment, the oldest first."""
        paid = SearchRow.select(SearchRow.owner, SearchRow.cost, SearchRow.at).where(SearchRow.at > since)
        return rows(self._database, paid.order_by(SearchRow.at), Spent)

    def memories(self, owner: str) -> Mapping[int, Memory]:
        """What is remembered of each medium that was searched for."""
        known = MediumRow.select(MediumRow.media_id, MediumRow.searched_at, MediumRow.fruitless)
        found = known.where(MediumRow.owner == owner).tuples().execute(self._database)
        return {media_id: Memory(searched_at=at, fruitless=times) for media_id, at, times in found}

    def put_right(self, now: datetime) -> None:
        """What is dated later than now is from before the clock was set back: it counts as searched for just now.

        Else nothing would be searched for until the clock has come there again.
        """
        latest = now + CLOCKS_STRAY_BY
        for row, moment in ((SearchRow, SearchRow.at), (MediumRow, MediumRow.searched_at)):
            if scalar(self._database, row.select(fn.COUNT(SQL("*"))).where(moment > latest)):
                row.update({moment: now}).where(moment > latest).execute(self._database)

    def expire(self, before: datetime) -> int:
        """Forget the searches from before a moment; how many those were."""
        return expire(self._database, SearchRow, SearchRow.at < before)

    def forget_media(self, before: datetime) -> int:
        """Forget the media that were last searched for before a moment; how many those were."""
        return delete(self._database, MediumRow, MediumRow.searched_at < before)

    def _select(self, condition: object) -> list[Searched]:
        found = SearchRow.select().where(condition).order_by(SearchRow.at, SearchRow.id)
        return rows(self._database, found, Searched)

    def _insert(self, **row: object) -> int:
        return int(SearchRow.insert(**row).execute(self._database))

    def _lock(self, now: datetime) -> None:
        """Nobody else reads the account until this transaction ends: they would all write this row first."""
        ChoreRow.insert(name=_ACCOUNT, done_at=now).on_conflict_ignore().execute(self._database)
        ChoreRow.update(done_at=now).where(ChoreRow.name == _ACCOUNT).execute(self._database)
