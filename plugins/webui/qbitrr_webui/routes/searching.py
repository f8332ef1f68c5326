"""Searching the libraries."""

from __future__ import annotations

from flask import Blueprint

from qbitrr.control.commands import answer
from qbitrr.control.search_state import state_of

from ..access.guard import needs
from ..context import web
from ..document import answers, document
from ..reading.parts import Answers
from ..reading.search_plan import search_plan_of
from ..reading.searching import history_of, searching_of
from ..shapes.access import Scope
from ..shapes.base import Done
from ..shapes.searching import AllowSearch, SearchHistory, Searching, SearchPlan, SearchPlanQuery

searching = Blueprint("searching", __name__, url_prefix="/api/search")

SOME_COULD_NOT_BE_ASKED = 1


@searching.get("")
@needs(Scope.READ)
@document.validate(resp=answers(Searching), tags=["search"])
def shown() -> Searching:
    """The budget, the indexers, the sections, and what searches have brought."""
    return searching_of(state_of(web().place))


@searching.get("/plan")
@needs(Scope.READ)
@document.validate(resp=answers(SearchPlan), tags=["search"])
def plan(query: SearchPlanQuery) -> SearchPlan:
    """What would be searched for next, and what the rest waits for. It reads the libraries: a minute old at most."""
    page, limit = web(), str(query.limit)

    def made() -> SearchPlan:
        told = answer(page.place.folder, "search", "plan", "--limit", limit, ok=(0, SOME_COULD_NOT_BE_ASKED))
        return search_plan_of(told)

    return page.part(Answers).search_plans.get(limit, made)


@searching.get("/history")
@needs(Scope.READ)
@document.validate(resp=answers(SearchHistory), tags=["search"])
def history() -> SearchHistory:
    """What was searched for, the newest first."""
    with web().store() as store:
        return history_of(store)


@searching.post("/allow")
@needs(Scope.ACT)
@document.validate(resp=answers(Done), tags=["search"])
def allow(json: AllowSearch) -> Done:
    """Search again for what was given up, as its downloads kept failing."""
    page = web()
    told = answer(page.place.folder, "search", "allow", "--", json.section, str(json.media_id))
    page.part(Answers).forget()
    title = told.get("title") if isinstance(told, dict) else None
    return Done(done=(f"{title or 'It'} is searched for again when its turn comes.",))
