"""The rules of a quiz, on plain values: which questions are asked, and what the answers are worth.

Marks are exact fractions; integers decide who has passed, and what is shown is truncated.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from random import Random

from quizzes.kinds.kind import Content, Given, Shown
from quizzes.kinds.registry import KINDS


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the bank."""

    id: int
    kind: str
    content: Content
    #: slug of the lesson that explains it
    lesson: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a paper, and the numbers of its options in the order in which it is shown."""

    item: Item
    order: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What a paper is worth."""

    #: for each question of the paper, in its order: 0 to 1
    credits: tuple[Fraction, ...]
    #: 0 to 100, truncated
    percent: int
    is_passed: bool


def draw(
    bank: Sequence[Item], count: int, last_seen: Collection[int], random: Random
) -> tuple[Asked, ...]:
    """A paper of `count` questions in any order; the whole bank if that is smaller.

    Questions of the last paper (`last_seen`, their ids) come again only when the others run out.
    """
    fresh = [item for item in bank if item.id not in last_seen]
    known = [item for item in bank if item.id in last_seen]
    random.shuffle(fresh)
    random.shuffle(known)
    chosen = (fresh + known)[:count]
    random.shuffle(chosen)
    return tuple(
        Asked(item, tuple(KINDS[item.kind].shuffled(item.content, random))) for item in chosen
    )


def credit(asked: Asked, given: Given) -> Fraction:
    """The share of the mark that the answer earns, 0 to 1."""
    return KINDS[asked.item.kind].credit(asked.item.content, given)


def shown(asked: Asked, given: Given) -> Shown:
    """What a page asks with: never what is right, nor why."""
    return KINDS[asked.item.kind].shown(asked.item.content, asked.order, given)


def explained(asked: Asked, given: Given) -> object:
    """What a page explains with, once the paper was handed in."""
    return KINDS[asked.item.kind].explained(asked.item.content, asked.order, given)


def mark(paper: Sequence[Asked], answers: Mapping[int, Given], pass_percent: int) -> Marks:
    """The marks of a paper; `answers` by place on the paper, from 1. What is missing earns nothing.

    Passed if and only if 100 · points ≥ pass_percent · questions, without any rounding.
    """
    earned = tuple(
        credit(asked, answers.get(position, ())) for position, asked in enumerate(paper, start=1)
    )
    points = sum(earned, Fraction(0))
    return Marks(
        earned,
        percent=truncated_percent(points / len(paper)),
        is_passed=100 * points >= pass_percent * len(paper),
    )


def truncated_percent(share: Fraction) -> int:
    """A share of 0 to 1 in whole percent, never more than it is."""
    return floor(100 * share)
