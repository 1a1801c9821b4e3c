"""Steps are put in their order."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Annotated, Literal

from pydantic import Field, field_validator

from courses.packs.markdown import inline_html
from courses.packs.schema import InlineMarkdown, Model
from quizzes.kinds.kind import (
    Content,
    Form,
    Given,
    Kind,
    Written,
    demand_different,
    known_places,
)


class Item(Model):
    """A step as an author writes it."""

    text: InlineMarkdown
    #: why it stands where it stands
    why: InlineMarkdown


class OrderingQuestion(Written):
    """A question with three to seven items, written in the right order."""

    kind: Literal["ordering"]
    items: Annotated[list[Item], Field(min_length=3, max_length=7)]

    @field_validator("items")
    @classmethod
    def _items_differ(cls, items: list[Item]) -> list[Item]:
        demand_different(item.text for item in items)
        return items

    def content(self) -> Content:
        items = [
            {"text": inline_html(item.text), "why": inline_html(item.why)} for item in self.items
        ]
        return {"prompt": inline_html(self.prompt), "items": items}


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item of the paper: its place there, from 0, and its text."""

    place: int
    html: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The items in the order given so far; in that of the paper while nothing was moved."""

    prompt: str
    items: tuple[ShownItem, ...]
    is_given: bool

    @property
    def values(self) -> tuple[str, ...]:
        """All places, in the order of the page."""
        return tuple(str(item.place) for item in self.items)


@dataclass(frozen=True, slots=True)
class ExplainedItem:
    """An item, why it stands here, and where it was put, from 1; None without an answer."""

    html: str
    why: str
    given_at: int | None


@dataclass(frozen=True, slots=True)
class Explained:
    """The items in the right order."""

    prompt: str
    items: tuple[ExplainedItem, ...]


class Ordering:
    """The longest run that is in order already counts; the author's numbers are the right order."""

    name = "ordering"
    written = OrderingQuestion

    def shuffled(self, content: Content, random: Random) -> list[int]:
        """Any order but the right one."""
        right = list(range(len(content["items"])))
        shown = right
        while shown == right:
            shown = random.sample(right, len(right))
        return shown

    def read(self, form: Form, order: Sequence[int]) -> Given | None:
        """All items in the order of the form, one moved up or down if a button said so.

        The order of the paper itself is no answer: nothing was moved yet.
        """
        values = form.get("answer", ())
        places = known_places(values, len(order))
        if len(places) != len(order):
            return None if values else ()
        for name, step in (("up", -1), ("down", 1)):
            for place in known_places(form.get(name, ()), len(order))[:1]:
                _move(places, place, step)
        given = tuple(order[place] for place in places)
        return () if given == tuple(order) else given

    def credit(self, content: Content, given: Given) -> Fraction:
        if not given:
            return Fraction(0)
        return Fraction(longest_run(given) - 1, len(content["items"]) - 1)

    def shown(self, content: Content, order: Sequence[int], given: Given) -> Shown:
        items = content["items"]
        numbers = given or order
        return Shown(
            content["prompt"],
            tuple(ShownItem(order.index(number), items[number]["text"]) for number in numbers),
            bool(given),
        )

    def explained(self, content: Content, order: Sequence[int], given: Given) -> Explained:
        return Explained(
            content["prompt"],
            tuple(
                ExplainedItem(item["text"], item["why"], given.index(number) + 1 if given else None)
                for number, item in enumerate(content["items"])
            ),
        )


def longest_run(numbers: Sequence[int]) -> int:
    """How many of them can stay where they are while the others are moved between them."""
    ends: list[int] = []  # the smallest last number of an ascending run of each length
    for number in numbers:
        length = bisect_left(ends, number)
        ends[length : length + 1] = [number]
    return len(ends)


def _move(places: list[int], place: int, step: int) -> None:
    """The place is one further up or down, unless it is at that end already."""
    here = places.index(place)
    there = here + step
    if 0 <= there < len(places):
        places[here], places[there] = places[there], places[here]


KIND: Kind = Ordering()
