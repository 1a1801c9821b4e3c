"""Every reason is one sentence."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import ngettext

from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Reason, Verdict
from app.web.languages import date_full

_Sentence = Callable[[str, str, Rule], str]

_SENTENCES: dict[Reason, _Sentence] = {
    Reason.TRAINED: lambda day, title, _rule: _(
        "Counted as trained: completed “%(title)s” on %(day)s.", title=title, day=day
    ),
    Reason.PENDING: lambda day, title, _rule: _(
        "Not counted as trained yet: “%(title)s” of %(day)s waits for the list to be accepted.",
        title=title,
        day=day,
    ),
    Reason.TEST_FAILED: lambda day, title, _rule: _(
        "Not counted as trained: the test of “%(title)s” was not passed on %(day)s.",
        title=title,
        day=day,
    ),
    Reason.EXPIRED: lambda day, title, _rule: _(
        "Not counted as trained: “%(title)s” of %(day)s is no longer valid.", title=title, day=day
    ),
    Reason.EXTERNAL_NOT_ALLOWED: lambda day, title, _rule: _(
        "Not counted as trained: “%(title)s” of %(day)s was held elsewhere,"
        " which this rule does not accept.",
        title=title,
        day=day,
    ),
    Reason.REVOKED: lambda day, title, _rule: _(
        "Not counted as trained: the entry for “%(title)s” of %(day)s was revoked.",
        title=title,
        day=day,
    ),
    Reason.AFTER_DATE: lambda day, title, _rule: _(
        "Not counted as trained on this date: completed “%(title)s” later, on %(day)s.",
        title=title,
        day=day,
    ),
    Reason.BEFORE_WINDOW: lambda day, title, rule: _(
        "Not counted as trained: “%(title)s” of %(day)s was before %(start)s,"
        " the first day that counts.",
        title=title,
        day=day,
        start=date_full(rule.window_start),
    ),
    Reason.NO_TRAINING: lambda _day, _title, _rule: _(
        "Not counted as trained: there is no training in information security on record."
    ),
    Reason.LONG_ABSENCE: lambda day, _title, rule: _(
        "Left out of the figure: absent without a break since %(day)s, %(days)s days or longer.",
        day=day,
        days=rule.absence_min_days,
    ),
    Reason.FIRST_DAYS: lambda day, _title, rule: _(
        "Left out of the figure: in the first %(days)s days of work, counted from %(day)s on.",
        day=day,
        days=rule.grace_days,
    ),
    Reason.PARTS_MISSING: lambda _day, _title, _rule: _(
        "Not counted as trained: some of the trainings that are each asked for are missing."
    ),
    Reason.NOT_YET_EMPLOYED: lambda day, _title, _rule: _(
        "Not in the figure on this date: employed only from %(day)s.", day=day
    ),
    Reason.LEFT: lambda day, _title, _rule: _(
        "Not in the figure on this date: the employment ended on %(day)s.", day=day
    ),
    Reason.UNIT_NOT_IN_SCOPE: lambda _day, _title, _rule: _(
        "Not in the figure: does not work in a unit of a kind that this rule counts."
    ),
    Reason.POST_UNDECIDED: lambda _day, _title, _rule: _(
        "Not in the figure yet: it has to be decided whether the post is a teaching post."
    ),
    Reason.POST_NOT_COUNTED: lambda _day, _title, _rule: _(
        "Not in the figure: the post is not one that this rule counts."
    ),
    Reason.FTE_TOO_SMALL: lambda _day, _title, _rule: _(
        "Not in the figure: the share of working time is too small for this rule."
    ),
    Reason.NEVER_EMPLOYED: lambda _day, _title, _rule: _(
        "Not in the figure: there is no employment on record."
    ),
}


def sentence(verdict: Verdict, rule: Rule) -> str:
    """Why the person counts or does not, in one sentence."""
    day = date_full(verdict.day) if verdict.day else ""
    if verdict.reason is Reason.PROGRAMME_INCOMPLETE:
        return _incomplete(verdict, day)
    return _SENTENCES[verdict.reason](day, verdict.title, rule)


def _incomplete(verdict: Verdict, day: str) -> str:
    return ngettext(
        "Not counted as trained: “%(title)s” of %(day)s lacks %(num)s obligatory topic:"
        " %(topics)s.",
        "Not counted as trained: “%(title)s” of %(day)s lacks %(num)s obligatory topics:"
        " %(topics)s.",
        len(verdict.missing_topics),
        title=verdict.title,
        day=day,
        topics=", ".join(verdict.missing_topics),
    )


_GROUPS: dict[Reason, Callable[[int], str]] = {
    Reason.NO_TRAINING: lambda count: ngettext(
        "%(num)s person has no training on record",
        "%(num)s people have no training on record",
        count,
    ),
    Reason.TEST_FAILED: lambda count: ngettext(
        "%(num)s person has only a failed test",
        "%(num)s people have only a failed test",
        count,
    ),
    Reason.PENDING: lambda count: ngettext(
        "%(num)s person is on a list that waits to be accepted",
        "%(num)s people are on lists that wait to be accepted",
        count,
    ),
    Reason.PROGRAMME_INCOMPLETE: lambda count: ngettext(
        "%(num)s person did only part of the programme",
        "%(num)s people did only part of the programme",
        count,
    ),
    Reason.BEFORE_WINDOW: lambda count: ngettext(
        "%(num)s person was trained too early to count",
        "%(num)s people were trained too early to count",
        count,
    ),
    Reason.AFTER_DATE: lambda count: ngettext(
        "%(num)s person was trained only after this date",
        "%(num)s people were trained only after this date",
        count,
    ),
    Reason.LONG_ABSENCE: lambda count: ngettext(
        "%(num)s person is left out for a long absence",
        "%(num)s people are left out for a long absence",
        count,
    ),
}


def reason_group(reason: Reason, count: int) -> str:
    """How many people share a reason: "12 people have no training on record"."""
    if reason in _GROUPS:
        return _GROUPS[reason](count)
    return ngettext(
        "%(num)s person has another reason", "%(num)s people have another reason", count
    )
