"""Answers about a database, remembered until its log moves."""

from collections.abc import Callable, Hashable
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from app.core.db import db
from app.core.memory import Memory

Answer = TypeVar("Answer")

_CAPACITY = 256
_memories: WeakKeyDictionary[Engine, Memory] = WeakKeyDictionary()


def remembered(question: Hashable, position: int, compute: Callable[[], Answer]) -> Answer:
    """The answer to `question`, computed unless it was already at this `position` of the log."""
    memory = _memories.setdefault(db.engine, Memory(_CAPACITY))
    return memory.answer(question, position, compute)
