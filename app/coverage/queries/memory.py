"""What was computed once and is still true, kept in this process."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from app.core.db import db

Answer = TypeVar("Answer")

_CAPACITY = 256
_kept: WeakKeyDictionary[Engine, OrderedDict[Hashable, tuple[int, Any]]] = WeakKeyDictionary()
_lock = Lock()


def remembered(question: Hashable, position: int, compute: Callable[[], Answer]) -> Answer:
    """The answer to `question`, computed unless it was already, at the same `position` of the log.

    `position` is read before `compute` reads, so an answer may be newer than it says but never
    older: at worst it is computed once more.
    """
    with _lock:
        answers = _kept.setdefault(db.engine, OrderedDict())
        known = answers.get(question)
    if known is not None and known[0] == position:
        return known[1]
    answer = compute()
    with _lock:
        answers[question] = (position, answer)
        answers.move_to_end(question)
        while len(answers) > _CAPACITY:
            answers.popitem(last=False)
    return answer
