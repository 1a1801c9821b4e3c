"""Answers about a database, remembered until its log moves."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from app.core.memory import DatabaseMemory

Answer = TypeVar("Answer")

_memory = DatabaseMemory(256)
#: of answers about thousands of units
_large = DatabaseMemory(4)


def remembered(question: Hashable, position: int, compute: Callable[[], Answer]) -> Answer:
    """The answer to `question`, computed unless it was already at this `position` of the log."""
    return _memory.answer(question, position, compute)


def remembered_briefly(question: Hashable, position: int, compute: Callable[[], Answer]) -> Answer:
    """The same for an answer so large that only the newest few are kept."""
    return _large.answer(question, position, compute)
