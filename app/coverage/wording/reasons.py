"""Every reason is one sentence, with the nearest missing thing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Reason, Verdict
from app.coverage.queries.chances import Chance
from app.coverage.queries.rules import TrainingName
from app.coverage.wording.codes import code_list
from app.training.models.trainings import Category
from app.training.wording.register import category_label
from app.web.languages import date_full

TrainingNames = Mapping[int, TrainingName]


@dataclass(frozen=True, slots=True)
class _Case:
    """What a sentence is made of."""

    verdict: Verdict
    rule: Rule
    names: TrainingNames

    @property
    def day(self) -> str:
        return date_full(self.verdict.day) if self.verdict.day else ""

    @property
    def title(self) -> str:
        return self.verdict.title

    @property
    def passed(self) -> str:
        return self._codes(self.verdict.passed_trainings)

    @property
    def missing(self) -> str:
        return self._codes(self.verdict.missing_trainings)

    def _codes(self, training_ids: Iterable[int]) -> str:
        return code_list(self.names[one].code for one in training_ids if one in self.names)


def sentence(
    verdict: Verdict, rule: Rule, names: TrainingNames, chance: Chance | None = None
) -> str:
    """Why the person counts or does not; with a `chance`, also when it may change."""
    said = _SENTENCES[verdict.reason](_Case(verdict, rule, names))
    if chance is None:
        return said
    return f"{said} {_next_session(chance)}"


def _next_session(chance: Chance) -> str:
    return _(
        "The next session with free seats is on %(day)s (%(code)s).",
        day=date_full(chance.day),
        code=chance.code,
    )


def _trained(case: _Case) -> str:
    if case.passed:
        return _(
            "Counted as trained: passed %(passed)s, the last on %(day)s.",
            passed=case.passed,
            day=case.day,
        )
    return _(
        "Counted as trained: completed “%(title)s” on %(day)s.", title=case.title, day=case.day
    )


def _parts_missing(case: _Case) -> str:
    return _(
        "Not counted as trained yet: passed %(passed)s; missing: %(missing)s.",
        passed=case.passed,
        missing=case.missing,
    )


def _no_training(case: _Case) -> str:
    if case.missing:
        return _(
            "Not counted as trained: nothing of what counts is on record; missing: %(missing)s.",
            missing=case.missing,
        )
    return _(
        "Not counted as trained: there is no training of the category “%(category)s” on record.",
        category=category_label(Category(case.rule.category)),
    )


def _incomplete(case: _Case) -> str:
    topics = case.verdict.missing_topics
    return ngettext(
        "Not counted as trained: “%(title)s” of %(day)s lacks %(num)s obligatory topic:"
        " %(topics)s.",
        "Not counted as trained: “%(title)s” of %(day)s lacks %(num)s obligatory topics:"
        " %(topics)s.",
        len(topics),
        title=case.title,
        day=case.day,
        topics=code_list(topics),
    )


_SENTENCES: dict[Reason, Callable[[_Case], str]] = {
    Reason.TRAINED: _trained,
    Reason.PARTS_MISSING: _parts_missing,
    Reason.NO_TRAINING: _no_training,
    Reason.PROGRAMME_INCOMPLETE: _incomplete,
    Reason.PENDING: lambda case: _(
        "Not counted as trained yet: “%(title)s” of %(day)s waits for the list to be accepted.",
        title=case.title,
        day=case.day,
    ),
    Reason.TEST_FAILED: lambda case: _(
        "Not counted as trained: the test of “%(title)s” was not passed on %(day)s.",
        title=case.title,
        day=case.day,
    ),
    Reason.EXPIRED: lambda case: _(
        "Not counted as trained: “%(title)s” of %(day)s is no longer valid.",
        title=case.title,
        day=case.day,
    ),
    Reason.EXTERNAL_NOT_ALLOWED: lambda case: _(
        "Not counted as trained: “%(title)s” of %(day)s was held elsewhere,"
        " which this rule does not accept.",
        title=case.title,
        day=case.day,
    ),
    Reason.REVOKED: lambda case: _(
        "Not counted as trained: the entry for “%(title)s” of %(day)s was revoked.",
        title=case.title,
        day=case.day,
    ),
    Reason.AFTER_DATE: lambda case: _(
        "Not counted as trained on this date: completed “%(title)s” later, on %(day)s.",
        title=case.title,
        day=case.day,
    ),
    Reason.BEFORE_WINDOW: lambda case: _(
        "Not counted as trained: “%(title)s” of %(day)s was before %(start)s,"
        " the first day that counts.",
        title=case.title,
        day=case.day,
        start=date_full(case.rule.window_start),
    ),
    Reason.LONG_ABSENCE: lambda case: _(
        "Left out of the figure: absent without a break since %(day)s, %(days)s days or longer.",
        day=case.day,
        days=case.rule.absence_min_days,
    ),
    Reason.FIRST_DAYS: lambda case: _(
        "Left out of the figure: in the first %(days)s days of work, counted from %(day)s on.",
        day=case.day,
        days=case.rule.grace_days,
    ),
    Reason.NOT_YET_EMPLOYED: lambda case: _(
        "Not in the figure on this date: employed only from %(day)s.", day=case.day
    ),
    Reason.LEFT: lambda case: _(
        "Not in the figure on this date: the employment ended on %(day)s.", day=case.day
    ),
    Reason.UNIT_NOT_IN_SCOPE: lambda _case: _(
        "Not in the figure: does not work in a unit of a kind that this rule counts."
    ),
    Reason.POST_UNDECIDED: lambda _case: _(
        "Not in the figure yet: it has to be decided whether the post is a teaching post."
    ),
    Reason.POST_NOT_COUNTED: lambda _case: _(
        "Not in the figure: the post is not one that this rule counts."
    ),
    Reason.FTE_TOO_SMALL: lambda _case: _(
        "Not in the figure: the share of working time is too small for this rule."
    ),
    Reason.MAIN_WORK_ELSEWHERE: lambda _case: _(
        "Not in the figure of this unit: this rule counts everybody at the main workplace, which is"
        " elsewhere."
    ),
    Reason.NEVER_EMPLOYED: lambda _case: _("Not in the figure: there is no employment on record."),
}

_FILTERS: dict[Reason, Callable[[], str]] = {
    Reason.TRAINED: lambda: _("Trained"),
    Reason.PENDING: lambda: _("List to be accepted"),
    Reason.TEST_FAILED: lambda: _("Test not passed"),
    Reason.PARTS_MISSING: lambda: _("Some trainings missing"),
    Reason.PROGRAMME_INCOMPLETE: lambda: _("Programme incomplete"),
    Reason.EXPIRED: lambda: _("No longer valid"),
    Reason.EXTERNAL_NOT_ALLOWED: lambda: _("Trained elsewhere"),
    Reason.REVOKED: lambda: _("Revoked"),
    Reason.AFTER_DATE: lambda: _("Only after this date"),
    Reason.BEFORE_WINDOW: lambda: _("Too early to count"),
    Reason.NO_TRAINING: lambda: _("No training on record"),
    Reason.LONG_ABSENCE: lambda: _("Long absence"),
    Reason.FIRST_DAYS: lambda: _("First days of work"),
    Reason.NOT_YET_EMPLOYED: lambda: _("Not employed yet"),
    Reason.LEFT: lambda: _("Left"),
    Reason.UNIT_NOT_IN_SCOPE: lambda: _("Other kind of unit"),
    Reason.POST_UNDECIDED: lambda: _("Post not decided"),
    Reason.POST_NOT_COUNTED: lambda: _("Other post"),
    Reason.FTE_TOO_SMALL: lambda: _("Too little working time"),
    Reason.MAIN_WORK_ELSEWHERE: lambda: _("Main workplace elsewhere"),
    Reason.NEVER_EMPLOYED: lambda: _("Never employed"),
}


def reason_label(reason: Reason) -> str:
    """The reason in two or three words, as the name of a list."""
    return _FILTERS[reason]()
