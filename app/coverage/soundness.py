"""What is odd about a rule though it could be put in force: said before, and never forbidden."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.coverage.indicator.rule import Rule


class Doubt(StrEnum):
    """Why somebody should think again; each becomes one sentence."""

    #: what is asked for leaves topics uncovered even taken together
    NOBODY_TRAINED = "nobody_trained"
    #: a training that is enough by its name never is by its programme
    TRAINING_USELESS = "training_useless"
    #: no training of the category exists
    CATEGORY_EMPTY = "category_empty"
    #: days of report before the first completion counts
    REPORTS_TOO_EARLY = "reports_too_early"
    #: all days of report are over
    REPORTS_OVER = "reports_over"
    #: a named post is no longer in the catalogue
    POST_GONE = "post_gone"


@dataclass(frozen=True, slots=True)
class Remark:
    """A doubt, and what it is about: titles, codes of topics, or days."""

    doubt: Doubt
    titles: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """A training that the rule asks for, with the topics of each version of its programme."""

    training_id: int
    title: str
    programmes: tuple[frozenset[str], ...]

    def lacks(self, topics: frozenset[str]) -> frozenset[str]:
        """The topics that the version which covers most of them leaves out."""
        return min((topics - one for one in self.programmes), key=len, default=topics)


def remarks(
    rule: Rule, offered: Collection[Offered], posts: Collection[int], today: date
) -> list[Remark]:
    """What is odd about the rule on that day.

    `offered` are the trainings that it asks for, `posts` the ids of all posts there are.
    """
    return [*_of_trainings(rule, offered), *_of_days(rule, today), *_of_posts(rule, posts)]


def _of_trainings(rule: Rule, offered: Collection[Offered]) -> Iterator[Remark]:
    if not offered:
        yield Remark(Doubt.CATEGORY_EMPTY)
    elif rule.all_of:
        yield from _together(rule, offered)
    else:
        yield from _one_by_one(rule, offered)


def _together(rule: Rule, offered: Iterable[Offered]) -> Iterator[Remark]:
    """All of these have to be completed, and then their programmes count together."""
    covered = (programme for one in offered for programme in one.programmes)
    lacking = rule.required_topics.difference(*covered)
    if lacking:
        yield Remark(Doubt.NOBODY_TRAINED, topics=tuple(sorted(lacking)))


def _one_by_one(rule: Rule, offered: Collection[Offered]) -> Iterator[Remark]:
    """One of these is enough, if its own programme is."""
    lacking = {one: one.lacks(rule.required_topics) for one in offered}
    useless = [one for one in offered if lacking[one]]
    if len(useless) == len(offered):
        least = min(lacking.values(), key=len)
        yield Remark(Doubt.NOBODY_TRAINED, topics=tuple(sorted(least)))
    elif rule.any_of and useless:
        yield Remark(Doubt.TRAINING_USELESS, titles=tuple(one.title for one in useless))


def _of_days(rule: Rule, today: date) -> Iterator[Remark]:
    early = tuple(day for day in rule.reference_dates if day < rule.window_start)
    if early:
        yield Remark(Doubt.REPORTS_TOO_EARLY, days=early)
    if rule.next_reference_date(today) is None:
        yield Remark(Doubt.REPORTS_OVER)


def _of_posts(rule: Rule, posts: Collection[int]) -> Iterator[Remark]:
    if rule.post_ids - set(posts):
        yield Remark(Doubt.POST_GONE)
