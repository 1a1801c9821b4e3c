"""Who is trained, and what is nearest to being trained."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import Achievement, Reason, Standing, Verdict
from app.training.validity import last_valid_day

_NEAREST = {reason: rank for rank, reason in enumerate(Reason)}


def trained_or_not(achievements: Iterable[Achievement], rule: Rule, on: date) -> Verdict:
    """Whether these make a person trained under `rule` on the day, and the nearest reason if not.

    Where the rule asks for each of several trainings, their programmes together have to cover the
    obligatory topics; where it asks for one, that one's own programme has to.
    """
    asked = [one for one in achievements if rule.asks_for(one.training_id, one.category)]
    if rule.all_of:
        return _each(asked, rule, on)
    if not asked:
        return _not_trained(Reason.NO_TRAINING, rule.any_of)
    verdicts = [_judge(one, rule, on, rule.required_topics) for one in asked]
    return min(verdicts, key=_nearness)


def _each(asked: Sequence[Achievement], rule: Rule, on: date) -> Verdict:
    """All of `rule.all_of` are asked for, and one of `rule.any_of` if there are any."""
    judged = [(one, _judge(one, rule, on, frozenset())) for one in asked]
    good = [one for one, verdict in judged if verdict.standing is Standing.TRAINED]
    passed = {one.training_id for one in good}
    missing = rule.all_of - passed
    if rule.any_of and not rule.any_of & passed:
        missing |= rule.any_of
    if not missing:
        return _together(good, rule)
    others = [v for one, v in judged if one.training_id in missing]
    waiting = {one.training_id for one, v in judged if v.reason is Reason.PENDING}
    if _is_enough(passed | waiting, rule):
        return min(others, key=_nearness)
    if passed:
        return _not_trained(Reason.PARTS_MISSING, missing, passed)
    if others:
        nearest = min(others, key=_nearness)
        return Verdict(
            nearest.standing,
            nearest.reason,
            nearest.day,
            nearest.title,
            missing_trainings=tuple(sorted(missing)),
        )
    return _not_trained(Reason.NO_TRAINING, missing)


def _is_enough(trainings: set[int], rule: Rule) -> bool:
    return rule.all_of <= trainings and (not rule.any_of or bool(rule.any_of & trainings))


def _together(good: Sequence[Achievement], rule: Rule) -> Verdict:
    """The verdict on somebody who has every training that is asked for."""
    lacking = rule.required_topics.difference(*(one.topics for one in good))
    newest = max(good, key=lambda one: one.completed_on)
    if lacking:
        reason, topics = Reason.PROGRAMME_INCOMPLETE, tuple(sorted(lacking))
        return Verdict(
            Standing.NOT_TRAINED, reason, newest.completed_on, newest.title, missing_topics=topics
        )
    passed = tuple(sorted({one.training_id for one in good}))
    return Verdict(
        Standing.TRAINED,
        Reason.TRAINED,
        newest.completed_on,
        newest.title,
        passed_trainings=passed,
    )


def _not_trained(reason: Reason, missing: Iterable[int], passed: Iterable[int] = ()) -> Verdict:
    return Verdict(
        Standing.NOT_TRAINED,
        reason,
        passed_trainings=tuple(sorted(passed)),
        missing_trainings=tuple(sorted(missing)),
    )


def _nearness(verdict: Verdict) -> tuple[int, int]:
    """Nearest reason first, and of equal ones the latest."""
    return _NEAREST[verdict.reason], -(verdict.day or date.min).toordinal()


def _judge(one: Achievement, rule: Rule, on: date, topics: frozenset[str]) -> Verdict:
    """The verdict if the person had completed nothing else, and `topics` were asked of it."""
    missing = tuple(sorted(topics - one.topics))
    obstacles = (
        (Reason.REVOKED, one.is_revoked),
        (Reason.AFTER_DATE, one.completed_on > on),
        (Reason.BEFORE_WINDOW, one.completed_on < rule.window_start),
        (Reason.EXPIRED, _has_expired(one.completed_on, rule.validity_months, on)),
        (Reason.EXTERNAL_NOT_ALLOWED, one.is_external and not rule.external_allowed),
        (Reason.TEST_FAILED, not one.is_passed),
        (Reason.PROGRAMME_INCOMPLETE, bool(missing)),
        (Reason.PENDING, not one.is_confirmed),
    )
    for reason, applies in obstacles:
        if applies:
            return Verdict(Standing.NOT_TRAINED, reason, one.completed_on, one.title, missing)
    return Verdict(Standing.TRAINED, Reason.TRAINED, one.completed_on, one.title)


def _has_expired(completed_on: date, validity_months: int | None, on: date) -> bool:
    """Whether the validity was over before the day."""
    last = last_valid_day(completed_on, validity_months)
    return last is not None and on > last
