"""Exactly one option is right."""

from fractions import Fraction
from typing import Literal

from pydantic import field_validator
from pydantic_core import PydanticCustomError

from quizzes.kinds import choices
from quizzes.kinds.choices import Choice, FewOptions, Option
from quizzes.kinds.kind import Content, Given, Kind, Written


class SingleQuestion(Written):
    """A question with two to six options, one of them right."""

    kind: Literal["single"]
    options: FewOptions

    @field_validator("options")
    @classmethod
    def _one_is_right(cls, options: list[Option]) -> list[Option]:
        choices.demand_a_right_one(options)
        if sum(option.correct for option in options) > 1:
            raise PydanticCustomError("several_right_options", "more than one option is correct")
        return options

    def content(self) -> Content:
        return choices.stored(self.prompt, self.options)


class Single(Choice):
    """All or nothing."""

    name = "single"
    written = SingleQuestion

    def credit(self, content: Content, given: Given) -> Fraction:
        return Fraction(frozenset(given) == choices.right_numbers(content))


KIND: Kind = Single()
