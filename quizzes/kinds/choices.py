"""What the kinds have in common that show options to choose from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated

from pydantic import Field
from pydantic_core import PydanticCustomError

from courses.packs.markdown import inline_html
from courses.packs.schema import InlineMarkdown, Model
from quizzes.kinds.kind import Content, Form, Given, demand_different, known_places


class Option(Model):
    """An option as an author writes it."""

    text: InlineMarkdown
    correct: bool = False
    #: shown to whoever chose it, and to whoever did not
    why: InlineMarkdown


FewOptions = Annotated[list[Option], Field(min_length=2, max_length=6)]
SeveralOptions = Annotated[list[Option], Field(min_length=3, max_length=8)]


@dataclass(frozen=True, slots=True)
class ShownOption:
    """An option of the paper: its place, from 0, and its text."""

    place: int
    html: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A question with its options in the order of the paper."""

    prompt: str
    options: tuple[ShownOption, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """The marked places."""
        return tuple(str(option.place) for option in self.options if option.is_given)


@dataclass(frozen=True, slots=True)
class ExplainedOption:
    """An option once the paper was handed in."""

    place: int
    html: str
    is_given: bool
    is_right: bool
    why: str


@dataclass(frozen=True, slots=True)
class Explained:
    """The same question with what was right, and why."""

    prompt: str
    options: tuple[ExplainedOption, ...]


class Choice:
    """One option is chosen. What is stored: prompt, and options with text, is_right and why."""

    def shuffled(self, content: Content, random: Random) -> list[int]:
        """Any order."""
        numbers = list(range(len(content["options"])))
        random.shuffle(numbers)
        return numbers

    def read(self, form: Form, order: Sequence[int]) -> Given | None:
        """The chosen option; two at once are not an answer."""
        values = form.get("answer", ())
        places = known_places(values, len(order))
        if len(places) > 1 or (values and not places):
            return None
        return tuple(order[place] for place in places)

    def shown(self, content: Content, order: Sequence[int], given: Given) -> Shown:
        """The options as they stand on the paper."""
        options = content["options"]
        return Shown(
            content["prompt"],
            tuple(
                ShownOption(place, options[number]["text"], number in given)
                for place, number in enumerate(order)
            ),
        )

    def explained(self, content: Content, order: Sequence[int], given: Given) -> Explained:
        """The options as they stood on the paper, each with its reason."""
        options = content["options"]
        return Explained(
            content["prompt"],
            tuple(
                ExplainedOption(
                    place,
                    options[number]["text"],
                    number in given,
                    options[number]["is_right"],
                    options[number]["why"],
                )
                for place, number in enumerate(order)
            ),
        )


def stored(prompt: str, options: Iterable[Option]) -> Content:
    """Prompt and options as they are kept."""
    return {
        "prompt": inline_html(prompt),
        "options": [
            {
                "text": inline_html(one.text),
                "is_right": one.correct,
                "why": inline_html(one.why),
            }
            for one in options
        ],
    }


def right_numbers(content: Content) -> frozenset[int]:
    """The numbers of the right options."""
    return frozenset(n for n, option in enumerate(content["options"]) if option["is_right"])


def demand_a_right_one(options: Sequence[Option]) -> None:
    """Somebody can be right.

    Raises:
        PydanticCustomError
    """
    demand_different(option.text for option in options)
    if not any(option.correct for option in options):
        raise PydanticCustomError("no_right_option", "no option is marked as correct")
