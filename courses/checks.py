"""Small checks inside lessons: what an answer is worth, and what may be told about it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from markupsafe import Markup

from app.core.typography import bound


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer."""

    html: Markup
    is_right: bool
    #: why it is right, or is not
    why: Markup


@dataclass(frozen=True, slots=True)
class Check:
    """A question inside a lesson."""

    key: str
    prompt: Markup
    #: any number of options may be right; else exactly one is
    several: bool
    options: tuple[Option, ...]

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Self:
        """The check as it stands among the parts of a lesson."""
        options = tuple(
            Option(_safe(one["html"]), one["is_right"], _safe(one["why"]))
            for one in stored["options"]
        )
        return cls(stored["key"], _safe(stored["prompt"]), stored["several"], options)

    def possible(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Those of the numbers that are options (from 0), each once, ascending.

        Where one option is right, more than one number is no answer.
        """
        chosen = tuple(sorted(set(numbers) & set(range(len(self.options)))))
        return chosen if self.several or len(chosen) == 1 else ()


@dataclass(frozen=True, slots=True)
class Judged:
    """An option as it is shown after an answer; `why` is None where it is not told yet."""

    html: Markup
    is_chosen: bool
    is_right: bool | None
    why: Markup | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an answer is worth."""

    is_right: bool
    options: tuple[Judged, ...]
    #: right options that were not chosen
    missing: int


def judge(check: Check, chosen: Sequence[int]) -> Judgement:
    """The answer beside what it should be.

    Of options that were not chosen nothing is told before the answer is right, so that it can be
    found.
    """
    right = {number for number, one in enumerate(check.options) if one.is_right}
    is_right = set(chosen) == right
    told = range(len(check.options)) if is_right else chosen
    options = tuple(
        Judged(
            one.html,
            is_chosen=number in chosen,
            is_right=one.is_right if number in told else None,
            why=one.why if number in told else None,
        )
        for number, one in enumerate(check.options)
    )
    return Judgement(is_right, options, len(right - set(chosen)))


def _safe(html: str) -> Markup:
    """What the reader of packs has made safe, as it is set in print."""
    return Markup(bound(html))  # noqa: S704
