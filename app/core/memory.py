"""What was computed once and is still true, kept in this process."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from app.core.db import db

Answer = TypeVar("Answer")


class Memory:
    """The newest answers, at most `capacity` of them; threads may share it."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[Hashable, tuple[Hashable, Any]] = OrderedDict()
        self._lock = Lock()

    def answer(self, question: Hashable, state: Hashable, compute: Callable[[], Answer]) -> Answer:
        """The answer to `question`, computed unless it was already in the same `state`.

        `state` is read before `compute` reads, so an answer may be newer than it says but never
        older: at worst it is computed once more.
        """
        with self._lock:
            known = self._kept.get(question)
        if known is not None and known[0] == state:
            return known[1]
        answer = compute()
        with self._lock:
            self._kept[question] = (state, answer)
            self._kept.move_to_end(question)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
        return answer

    def knows(self, question: Hashable) -> bool:
        """Whether there is an answer, in whatever state: what is missing can be read at once."""
        with self._lock:
            return question in self._kept


class DatabaseMemory:
    """A memory of its own for each database, at most `capacity` answers about each."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._memories: WeakKeyDictionary[Engine, Memory] = WeakKeyDictionary()

    def answer(self, question: Hashable, state: Hashable, compute: Callable[[], Answer]) -> Answer:
        """As `Memory.answer`, about the database of the current application."""
        return self._own().answer(question, state, compute)

    def knows(self, question: Hashable) -> bool:
        """As `Memory.knows`."""
        return self._own().knows(question)

    def _own(self) -> Memory:
        return self._memories.setdefault(db.engine, Memory(self._capacity))
