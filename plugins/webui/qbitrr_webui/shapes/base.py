"""What all shapes have in common."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

type Moment = AwareDatetime
"""A moment in ISO 8601 with its offset."""

Seconds = Annotated[float, Field(description="A length of time in seconds.")]
Bytes = Annotated[int, Field(description="A number of bytes.")]
Tone = Literal["good", "neutral", "attention", "bad"]
"""How grave something is, for its colour and its place: never the only sign of it."""


class Given(BaseModel):
    """What the API gives."""

    model_config = ConfigDict(frozen=True)


class Taken(BaseModel):
    """What the API takes: an unknown key is an error, not a surprise."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Problem(Given):
    """One thing wrong with one key. ``section`` and ``key`` are as in the file; ``field`` is of the request."""

    section: str = ""
    key: str = ""
    value: str = Field(default="", description="What is there now, as text; never a secret.")
    expected: str = ""
    hint: str = ""
    fatal: bool = True


class ErrorBody(Given):
    code: str = Field(description="A word for programs: not_found, invalid, forbidden, unavailable, …")
    message: str = Field(description="A sentence for people: what is wrong, and what to do.")
    problems: tuple[Problem, ...] = Field(default=(), description="Each thing that is wrong, where there are several.")


class Error(Given):
    """Every answer that is not a success has this shape."""

    error: ErrorBody


class Done(Given):
    """Something was done, in sentences."""

    done: tuple[str, ...] = ()


class Paged(Taken):
    """Which part of a long list."""

    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=1000)
