"""What is known about a person, as far as the rule looks at it."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from app.coverage.indicator.values import Achievement, Period
from app.coverage.queries.people import Explanation, NamedAbsence, NamedJob
from app.web.languages import date_full


def facts(explanation: Explanation) -> list[str]:
    """What is known about the person that the rule looks at, one sentence each."""
    return [
        *(_job(one) for one in explanation.jobs),
        *_elsewhere(explanation.elsewhere),
        *(_absence(one) for one in explanation.absences),
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


def _elsewhere(count: int) -> Iterator[str]:
    if count:
        yield ngettext(
            "%(num)s employment at a unit that you do not oversee",
            "%(num)s employments at units that you do not oversee",
            count,
        )


def _absence(absence: NamedAbsence) -> str:
    if absence.unit is None:
        return _("Absent: %(period)s", period=_period(absence.period))
    return _("Absent from %(unit)s: %(period)s", unit=absence.unit, period=_period(absence.period))


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
