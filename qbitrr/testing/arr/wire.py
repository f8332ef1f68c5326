"""How a simulated Arr writes and reads its HTTP: JSON without nulls, dates, error shapes, paging, query parameters."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from ..http import Reply, Request

PROBLEM_TYPE = "https://tools.ietf.org/html/rfc7231#section-6.5"
PLAIN = frozenset((str, int, float, bool))  # most of a large library is that, and needs no second look
type Json = Mapping[str, object]


class ApiError(Exception):
    """An answer other than success, raised where it is found out."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.status)
        self.reply = reply


def json_reply(value: object, status: int = 200) -> Reply:
    """A JSON reply; properties that are null are left out, as the apps do."""
    # compact: indented as the apps write it, a large library would take ten times as long
    return Reply(status, json.dumps(without_nulls(value)).encode())


def without_nulls(value: object) -> object:
    if type(value) in PLAIN:
        return value
    if isinstance(value, Mapping):
        return {
            key: item if type(item) in PLAIN else without_nulls(item) for key, item in value.items() if item is not None
        }
    if isinstance(value, (list, tuple)):
        return [without_nulls(item) for item in value]
    return value


def stamp(when: float | None) -> str | None:
    """A date as the apps write it: UTC, whole seconds."""
    return None if when is None else f"{datetime.fromtimestamp(when, UTC).isoformat()[:19]}Z"


def read_stamp(text: str) -> float:
    when = datetime.fromisoformat(text)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def time_span(seconds: float) -> str:
    """A duration as .NET writes it: ``hh:mm:ss`` or ``d.hh:mm:ss``."""
    span = timedelta(seconds=int(seconds))
    hours, rest = divmod(span.seconds, 3600)
    clock = f"{hours:02}:{rest // 60:02}:{rest % 60:02}"
    return f"{span.days}.{clock}" if span.days else clock


def missing() -> ApiError:
    """What code of the apps throws for something that is gone."""
    return ApiError(json_reply({"message": "NotFound"}, 404))


def no_such_row() -> ApiError:
    """What the framework answers to GET by an unknown id."""
    problem = {"type": f"{PROBLEM_TYPE}.4", "title": "Not Found", "status": 404, "traceId": "00-0-0-00"}
    return ApiError(json_reply(problem, 404))


def model_not_found(model: str, row: int) -> ApiError:
    message = f"{model} with ID {row} does not exist"
    return ApiError(json_reply({"message": message, "description": f"ModelNotFoundException: {message}"}, 404))


def bad_request(field: str, message: str) -> ApiError:
    """Model binding failed: an RFC 7807 object."""
    title = "One or more validation errors occurred."
    problem = {"type": f"{PROBLEM_TYPE}.1", "title": title, "status": 400, "traceId": "00-0-0-00"}
    return ApiError(json_reply({**problem, "errors": {field: [message]}}, 400))


def invalid(field: str, message: str, attempted: object) -> ApiError:
    """A resource broke a rule: an array."""
    failure = {"propertyName": field, "errorMessage": message, "attemptedValue": attempted, "severity": "error"}
    return ApiError(json_reply([{**failure, "errorCode": "NotEmptyValidator"}], 400))


def crash(exception: str, message: str, status: int = 500) -> ApiError:
    """Anything unforeseen: the description is a stack trace."""
    trace = f"{exception}: {message}\n   at Simulated.Api.Controller.Invoke()\n   at Simulated.Http.Pipeline.Run()"
    return ApiError(json_reply({"message": message, "description": trace}, status))


class Query:
    """The query of a request. Names are read in any case; a value of the wrong type is answered with 400."""

    def __init__(self, request: Request) -> None:
        self._values = {name.lower(): values for name, values in request.query.items()}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._values

    def text(self, name: str, default: str = "") -> str:
        return (self._values.get(name.lower()) or [default])[0]

    def flag(self, name: str, *, default: bool = False) -> bool:
        text = self.text(name, str(default)).lower()
        if text not in ("true", "false"):
            raise bad_request(name, f"The value '{text}' is not valid.")
        return text == "true"

    def numbers(self, name: str) -> list[int]:
        values = self._values.get(name.lower(), [])
        try:
            return [int(value) for value in values]
        except ValueError as error:
            raise bad_request(name, f"The value '{values[0]}' is not valid.") from error

    def number(self, name: str, default: int) -> int:
        return (self.numbers(name) or [default])[0]


def page_of[Row](
    rows: Sequence[Row],
    query: Query,
    *,
    sort_keys: Mapping[str, Callable[[Row], object]],
    render: Callable[[Row], Json],
    page_past_end: Callable[[int, int], int | None] = lambda _total, _size: None,
    sorts_by_anything: bool = False,
) -> Reply:
    """One page; only its own rows are rendered. The first of ``sort_keys`` is the default.

    ``page_past_end`` tells from total and size which page stands in for one past the end, or None for an empty one.
    """
    page, size = max(query.number("page", 1), 1), max(query.number("pageSize", 10), 1)
    asked = query.text("sortKey")
    known = next((key for key in sort_keys if key.lower() == asked.lower()), None)
    if asked and known is None and sorts_by_anything:
        raise crash("System.Data.SQLite.SQLiteException", f"SQL logic error: no such column: {asked}")
    sort_key = known or next(iter(sort_keys))
    descending = query.text("sortDirection").lower() != "ascending"  # not saying means descending, everywhere
    value = sort_keys[sort_key]
    ordered = sorted(rows, key=lambda row: _comparable(value(row)), reverse=descending)
    if page > 1 and (page - 1) * size >= len(rows):
        page = page_past_end(len(rows), size) or page
    return json_reply(
        {
            "page": page,
            "pageSize": size,
            "sortKey": sort_key,
            "sortDirection": "descending" if descending else "ascending",
            "totalRecords": len(rows),
            "records": [render(row) for row in ordered[(page - 1) * size : page * size]],
        }
    )


def by_field(*names: str) -> dict[str, Callable[[Json], object]]:
    """Sort keys of records that are rendered already."""
    return {name: _getter(name.rsplit(".", maxsplit=1)[-1]) for name in names}


def _getter(field: str) -> Callable[[Json], object]:
    return lambda record: record.get(field)


def _comparable(value: object) -> tuple[bool, float, str]:
    return value is not None, value if isinstance(value, (int, float)) else 0.0, str(value)
