"""One or more options are right, and all of them are to be found."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from pydantic import field_validator
from pydantic_core import PydanticCustomError

from quizzes.kinds import choices
from quizzes.kinds.choices import Choice, Option, SeveralOptions
from quizzes.kinds.kind import Content, Form, Given, Kind, Written, known_places


class MultipleQuestion(Written):
    """A question with three to eight options, at least one right and one wrong."""

    kind: Literal["multiple"]
    options: SeveralOptions

    @field_validator("options")
    @classmethod
    def _some_are_right(cls, options: list[Option]) -> list[Option]:
        choices.demand_a_right_one(options)
        if all(option.correct for option in options):
            raise PydanticCustomError("no_wrong_option", "every option is marked as correct")
        return options

    def content(self) -> Content:
        return choices.stored(self.prompt, self.options)


class Multiple(Choice):
    """Each right option counts, each wrong one takes as much away."""

    name = "multiple"
    written = MultipleQuestion

    def read(self, form: Form, order: Sequence[int]) -> Given | None:
        """The chosen options, in the author's order."""
        values = form.get("answer", ())
        places = known_places(values, len(order))
        if values and not places:
            return None
        return tuple(sorted(order[place] for place in places))

    def credit(self, content: Content, given: Given) -> Fraction:
        right, chosen = choices.right_numbers(content), frozenset(given)
        return max(Fraction(0), Fraction(len(chosen & right) - len(chosen - right), len(right)))


KIND: Kind = Multiple()
