"""What every kind of question can do, and the plain values that go in and out.

A kind is a module of this package with an object `KIND`, and a template of the same name in
`templates/quizzes/kinds`. Nothing else knows it (see docs/decisions).

The browser never sees the numbers that authors gave to options, because for an ordering they are
the answer. It sees *places*: where an option stands on this paper, from 0.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any, Protocol

from pydantic import Field
from pydantic_core import PydanticCustomError

from courses.packs.schema import Id, InlineMarkdown, Model

#: a question as it is stored, fit for JSON
Content = Mapping[str, Any]
#: numbers of options as the author wrote them, from 0; empty if nothing was chosen
Given = tuple[int, ...]
#: what a form holds: field → its values, in their order
Form = Mapping[str, Sequence[str]]

#: fields of a form beyond this many are nobody's honest answer
_MOST_VALUES = 50


class Written(Model, ABC):
    """A question as an author writes it, whatever its kind."""

    id: Id
    kind: str
    prompt: InlineMarkdown
    #: ids of the facts it rests on
    facts: list[Id] = Field(default_factory=list)

    @abstractmethod
    def content(self) -> Content:
        """What is stored of it, with every text as HTML."""


class Shown(Protocol):
    """A question as its template asks it."""

    @property
    def prompt(self) -> str:
        """Safe HTML."""

    @property
    def values(self) -> tuple[str, ...]:
        """What the form would send as `answer` if nothing were changed on the page."""


class Kind(Protocol):
    """A kind of question. Pure: it knows neither database nor web."""

    @property
    def name(self) -> str:
        """As authors write it; its template has the same name."""

    @property
    def written(self) -> type[Written]:
        """What authors write."""

    def shuffled(self, content: Content, random: Random) -> list[int]:
        """The numbers of the options in the order in which a paper shows them."""

    def read(self, form: Form, order: Sequence[int]) -> Given | None:
        """The answer in a form that any browser may have sent; None if it is not on the paper."""

    def credit(self, content: Content, given: Given) -> Fraction:
        """The share of the mark, 0 to 1; 0 when nothing was chosen."""

    def shown(self, content: Content, order: Sequence[int], given: Given) -> Shown:
        """All that its template asks with: never what is right, nor why."""

    def explained(self, content: Content, order: Sequence[int], given: Given) -> object:
        """All that its template explains with, once the paper was handed in."""


def known_places(values: Sequence[str], count: int) -> list[int]:
    """The places among `values` that a paper with `count` options has, each once, as they came."""
    known = (int(value) for value in values[:_MOST_VALUES] if _is_number(value))
    return list(dict.fromkeys(place for place in known if place < count))


def demand_different(texts: Iterable[str]) -> None:
    """No two of the texts are the same, else nobody could tell them apart.

    Raises:
        PydanticCustomError
    """
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            raise PydanticCustomError("same_text_twice", "two have the same text", {"text": text})
        seen.add(text)


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) <= len(str(_MOST_VALUES))
