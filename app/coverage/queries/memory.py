"""Answers about a database, remembered until its log moves."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from app.core.memory import DatabaseMemory

Answer = TypeVar("Answer")

_memory = DatabaseMemory(256)


def remembered(question: Hashable, position: int, compute: Callable[[], Answer]) -> Answer:
    """The answer to `question`, computed unless it was already at this `position` of the log."""
    return _memory.answer(question, position, compute)
