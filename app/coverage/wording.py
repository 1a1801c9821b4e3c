"""The indicator in words: every reason is one sentence, and the rule is a paragraph."""

from collections.abc import Callable
from datetime import date

from flask_babel import gettext as _, ngettext

from app.coverage.indicator import Achievement, Figure, Period, Reason, Rule, Standing, Verdict
from app.coverage.queries.people import Explanation, NamedJob
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
        "Not counted as trained: “%(title)s” of %(day)s was before %(start)s, the first day that counts.",
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
    Reason.NOT_YET_EMPLOYED: lambda day, _title, _rule: _(
        "Not in the figure on this date: employed only from %(day)s.", day=day
    ),
    Reason.LEFT: lambda day, _title, _rule: _(
        "Not in the figure on this date: the employment ended on %(day)s.", day=day
    ),
    Reason.UNIT_NOT_IN_SCOPE: lambda _day, _title, _rule: _(
        "Not in the figure: does not work in a primary school."
    ),
    Reason.POST_UNDECIDED: lambda _day, _title, _rule: _(
        "Not in the figure yet: it has to be decided whether the post is a teaching post."
    ),
    Reason.POST_NOT_TEACHING: lambda _day, _title, _rule: _(
        "Not in the figure: the post is not a teaching post."
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
        "Not counted as trained: “%(title)s” of %(day)s lacks an obligatory topic: %(topics)s.",
        "Not counted as trained: “%(title)s” of %(day)s lacks %(num)s obligatory topics: %(topics)s.",
        len(verdict.missing_topics),
        title=verdict.title,
        day=day,
        topics=", ".join(verdict.missing_topics),
    )


def reason_group(reason: Reason, count: int) -> str:
    """How many people share a reason: "12 people have no training on record"."""
    texts = {
        Reason.NO_TRAINING: lambda: ngettext(
            "%(num)s person has no training on record",
            "%(num)s people have no training on record",
            count,
        ),
        Reason.TEST_FAILED: lambda: ngettext(
            "%(num)s person has only a failed test",
            "%(num)s people have only a failed test",
            count,
        ),
        Reason.PENDING: lambda: ngettext(
            "%(num)s person is on a list that waits to be accepted",
            "%(num)s people are on lists that wait to be accepted",
            count,
        ),
        Reason.PROGRAMME_INCOMPLETE: lambda: ngettext(
            "%(num)s person did only part of the programme",
            "%(num)s people did only part of the programme",
            count,
        ),
        Reason.LONG_ABSENCE: lambda: ngettext(
            "%(num)s person is left out for a long absence",
            "%(num)s people are left out for a long absence",
            count,
        ),
    }
    other = lambda: ngettext(  # noqa: E731 - one of a row of equal entries
        "%(num)s person has another reason", "%(num)s people have another reason", count
    )
    return texts.get(reason, other)()


def standing_label(standing: Standing) -> str:
    """Where somebody stands, as a chip says it."""
    return {
        Standing.TRAINED: _("trained"),
        Standing.NOT_TRAINED: _("not trained"),
        Standing.EXCLUDED: _("long absence"),
        Standing.OUTSIDE: _("not in the figure"),
    }[standing]


def standing_filter(standing: Standing | None) -> str:
    """Where people stand, as the name of a list."""
    if standing is None:
        return _("Everybody")
    return {
        Standing.TRAINED: _("Trained"),
        Standing.NOT_TRAINED: _("Not trained"),
        Standing.EXCLUDED: _("Long absence"),
        Standing.OUTSIDE: _("Not in the figure"),
    }[standing]


def headline(figure: Figure) -> str:
    """The sentence that a mayor repeats after the number."""
    if not figure.eligible:
        return _("Nobody is counted here on this date.")
    trained = ngettext(
        "%(trained)s of %(num)s teacher is trained.",
        "%(trained)s of %(num)s teachers are trained.",
        figure.eligible,
        trained=figure.trained,
    )
    return f"{trained} {distance(figure)}"


def distance(figure: Figure) -> str:
    """How far the target is."""
    if figure.is_met:
        return _("The target is met.")
    return ngettext(
        "%(num)s person is missing to meet the target.",
        "%(num)s people are missing to meet the target.",
        figure.missing,
    )


def distance_chip(figure: Figure) -> str:
    """The same in two words, for a row of the table."""
    if figure.is_met is None:
        return _("not applicable")
    if figure.is_met:
        return _("met")
    return ngettext("%(num)s person missing", "%(num)s people missing", figure.missing)


def month_label(day: date, as_of: date) -> str:
    """The day of the trend, as its table names it."""
    return _("%(day)s (chosen date)", day=date_full(day)) if day == as_of else date_full(day)


def standing_kind(standing: Standing) -> str:
    """The kind of chip that fits."""
    kinds = {Standing.TRAINED: "met", Standing.NOT_TRAINED: "short"}
    return kinds.get(standing, "plain")


def distance_kind(figure: Figure) -> str:
    """The kind of chip that fits."""
    return {True: "met", False: "short", None: "plain"}[figure.is_met]


def rule_summary(rule: Rule) -> str:
    """The rule in two sentences, as the head of the page says it."""
    return _(
        "Teachers of primary schools. Each person counts once;"
        " whoever is absent for %(days)s days or longer is left out.",
        days=rule.absence_min_days,
    )


def rule_facts(rule: Rule) -> list[tuple[str, str]]:
    """Every setting of the rule with what it means, in the order of the reckoning."""
    return [
        (
            _("Who is counted"),
            _(
                "Everybody who works on a teaching post in a primary school on the chosen date: heads and deputies, teachers, pedagogues, psychologists, speech therapists, librarians, day-room and support teachers."
            ),
        ),
        (_("Part-time"), _("Counts like full-time: one person is one person.")),
        (
            _("Several schools"),
            _(
                "In the city a person counts once; in each school that employs the person, that school's own figure counts the person too."
            ),
        ),
        (
            _("Long absence"),
            ngettext(
                "Whoever is absent on that date without a break for at least %(num)s day is left out of both numbers. The reason is not recorded.",
                "Whoever is absent on that date without a break for at least %(num)s days is left out of both numbers. The reason is not recorded.",
                rule.absence_min_days,
            ),
        ),
        (
            _("Who is trained"),
            _(
                "Whoever completed, from %(start)s to the chosen date, a training in information security that covers every obligatory topic, passed its test or was present, and stands on an accepted list.",
                start=date_full(rule.window_start),
            ),
        ),
        (_("Obligatory topics"), ", ".join(sorted(rule.required_topics))),
        (
            _("Validity"),
            _("The training does not age within the plan.")
            if rule.validity_months is None
            else ngettext("%(num)s month", "%(num)s months", rule.validity_months),
        ),
        (
            _("Target"),
            _(
                "%(percent)s%% or more. Whole numbers decide; the percentage shown is cut after one decimal, never rounded up.",
                percent=rule.target_percent,
            ),
        ),
    ]


def facts(explanation: Explanation) -> list[str]:
    """What is known about the person that the rule looks at, one sentence each."""
    return [
        *(_job(one) for one in explanation.jobs),
        *(_absence(one) for one in explanation.record.absences),
        *(_achievement(one) for one in explanation.record.achievements),
    ]


def _job(job: NamedJob) -> str:
    teaching = {
        True: _("teaching post"),
        False: _("not a teaching post"),
        None: _("not decided yet"),
    }
    return _(
        "%(unit)s, %(post)s (%(teaching)s): %(period)s",
        unit=job.unit,
        post=job.post,
        teaching=teaching[job.is_teaching],
        period=_period(job.period),
    )


def _absence(period: Period) -> str:
    return _("Absent: %(period)s", period=_period(period))


def _period(period: Period) -> str:
    if period.last is None:
        return _("from %(first)s", first=date_full(period.first))
    return _(
        "from %(first)s to %(last)s", first=date_full(period.first), last=date_full(period.last)
    )


def _achievement(one: Achievement) -> str:
    state = _achievement_state(one)
    return _(
        "“%(title)s”, %(day)s: %(state)s",
        title=one.title,
        day=date_full(one.completed_on),
        state=state,
    )


def _achievement_state(one: Achievement) -> str:
    if one.is_revoked:
        return _("revoked")
    if not one.is_passed:
        return _("test not passed")
    return _("confirmed") if one.is_confirmed else _("waits to be accepted")
