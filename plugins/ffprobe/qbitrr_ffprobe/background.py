"""The thread that looks at files: hooks leave questions and read answers, and never wait."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from qbitrr import start_quietly

from .choosing import MediaFile
from .findings import Cause, Look

RETRY = timedelta(minutes=1)
RETRY_SOON = timedelta(seconds=5)
"""How soon a question is asked again that could not be answered; the second while ffprobe is on its way."""

MOST_ANSWERS = 20_000
STOPS_WITHIN = 0.8
"""Seconds; the worker waits for no longer."""

type Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """Are these files of a torrent good? ``early``: the torrent is not complete."""

    key: Key
    folders: tuple[Path, ...]
    files: tuple[MediaFile, ...]
    early: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known so far: ``looks`` is None while the question waits.

    ``asked`` is when it was asked first, ``tried`` when it was last left for the thread.
    """

    question: Question
    asked: datetime
    tried: datetime
    looks: tuple[Look, ...] | None = None

    def stale(self, now: datetime) -> bool:
        """Whether to look again at what nobody could say anything about."""
        unknown = [look for look in self.looks or () if look.unknown]
        soon = any(look.cause is Cause.COMING for look in unknown)
        return bool(unknown) and abs(now - self.tried) >= (RETRY_SOON if soon else RETRY)


class Background:
    """One thread, which takes complete torrents before those that are not."""

    def __init__(self, look: Callable[[Question], tuple[Look, ...]], begin: Callable[[], None], name: str) -> None:
        self._look = look
        self._begin = begin
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._waiting: tuple[OrderedDict[Key, Question], OrderedDict[Key, Question]] = (OrderedDict(), OrderedDict())
        self._news = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    def start(self) -> None:
        start_quietly(self._thread)

    def stop(self) -> None:
        """Let the thread end. One that hangs in the file system is left behind: it holds nothing."""
        with self._news:
            self._stopping = True
            self._news.notify_all()
        if self._thread.is_alive():
            self._thread.join(STOPS_WITHIN)

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def ask(self, question: Question, now: datetime) -> Answer:
        """What is known; a new question is left for the thread, and one without an answer now and then again."""
        with self._news:
            known = self._answers.get(question.key)
            if known is None or known.question != question:
                same = known and known.looks is None and known.question.early == question.early
                return self._leave(Answer(question, asked=known.asked if known and same else now, tried=now))
            return self._leave(replace(known, tried=now)) if known.stale(now) else known

    def _leave(self, answer: Answer) -> Answer:
        """Put a question into its line; the caller holds the lock."""
        key = answer.question.key
        for line in self._waiting:
            line.pop(key, None)
        self._waiting[answer.question.early][key] = answer.question
        self._answers[key] = answer
        self._answers.move_to_end(key)
        if len(self._answers) > MOST_ANSWERS:
            self._answers.popitem(last=False)
        self._news.notify_all()
        return answer

    def _work(self) -> None:
        self._begin()
        while question := self._next():
            self._answer(question)

    def _answer(self, question: Question) -> None:
        """Look, and take the answer if it is still the one that is wanted: what was ended has seen nothing."""
        looks = self._look(question)
        with self._news:
            known = self._answers.get(question.key)
            if not self._stopping and known and known.question == question:
                self._answers[question.key] = replace(known, looks=looks)

    def _next(self) -> Question | None:
        """Wait for a question; None when the thread is to end."""
        with self._news:
            while not self._stopping:
                for line in self._waiting:
                    if line:
                        return line.popitem(last=False)[1]
                self._news.wait()
            return None
