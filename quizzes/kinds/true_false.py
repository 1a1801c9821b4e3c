"""A statement is true, or it is not."""

from fractions import Fraction
from random import Random
from typing import Literal

from courses.packs.markdown import inline_html
from courses.packs.schema import InlineMarkdown
from quizzes.kinds import choices
from quizzes.kinds.choices import Choice
from quizzes.kinds.kind import Content, Given, Kind, Written

#: their numbers, and their order on every paper: nobody should have to look which is which
TRUE, FALSE = 0, 1


class TrueFalseQuestion(Written):
    """A statement, and what is said to whoever takes it for true or for false."""

    kind: Literal["true_false"]
    answer: bool
    why_true: InlineMarkdown
    why_false: InlineMarkdown

    def content(self) -> Content:
        """The page has the words for true and false."""
        return {
            "prompt": inline_html(self.prompt),
            "options": [
                {"text": "", "is_right": self.answer, "why": inline_html(self.why_true)},
                {"text": "", "is_right": not self.answer, "why": inline_html(self.why_false)},
            ],
        }


class TrueFalse(Choice):
    """All or nothing."""

    name = "true_false"
    written = TrueFalseQuestion

    def shuffled(self, content: Content, random: Random) -> list[int]:
        return [TRUE, FALSE]

    def credit(self, content: Content, given: Given) -> Fraction:
        return Fraction(frozenset(given) == choices.right_numbers(content))


KIND: Kind = TrueFalse()
