"""Days that two records of one thing have in common."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from app.people.corrections import Stretch

_DAY = timedelta(days=1)


def uncovered(stretch: Stretch, taken: Iterable[Stretch]) -> list[Stretch]:
    """What is left of the stretch outside those that are taken, in order; its facts stay."""
    left = [stretch]
    for other in taken:
        left = [piece for one in left for piece in _without(one, other)]
    return left


def _without(one: Stretch, other: Stretch) -> Iterator[Stretch]:
    """At most two pieces: before the other, and after it."""
    begins_later = one.ended_on is not None and other.started_on > one.ended_on
    ends_before = other.ended_on is not None and other.ended_on < one.started_on
    if begins_later or ends_before:
        yield one
        return
    if one.started_on < other.started_on:
        yield replace(one, ended_on=other.started_on - _DAY)
    if other.ended_on is not None and (one.ended_on is None or one.ended_on > other.ended_on):
        yield replace(one, started_on=other.ended_on + _DAY)
