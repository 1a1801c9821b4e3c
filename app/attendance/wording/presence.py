"""What is said about somebody's presence."""

from datetime import datetime

from flask_babel import gettext as _

from app.attendance.arrival import Outcome, Result
from app.attendance.scan_batch import LARGEST_BATCH, Malformed
from app.attendance.wording.refusals import refusal_sentence
from app.core import clock


def scan_answer(key: str, outcome: Outcome, *, is_departure: bool) -> dict[str, object]:
    """What a phone is told about one of its scans."""
    return {
        "key": key,
        "result": outcome.result.value,
        "sentence": outcome_sentence(outcome, is_departure=is_departure),
        "name": outcome.name,
        "school": outcome.school,
        "person_id": outcome.person_id,
        "is_late": outcome.is_late,
        "for_review": outcome.review is not None,
    }


def outcome_sentence(outcome: Outcome, *, is_departure: bool = False) -> str:
    """What became of an arrival, or of a departure, in one sentence."""
    if outcome.refusal is not None:
        return refusal_sentence(outcome.refusal, outcome.terms)
    assert outcome.check_in is not None  # noqa: S101 - whoever was not refused is kept
    time = hour(outcome.check_in.claimed_at)
    is_new = outcome.result is Result.CHECKED_IN
    if is_departure:
        return _("Left at %(time)s.", time=time)
    if outcome.review is not None:
        return _("In since %(time)s. Somebody is to look at it later.", time=time)
    if not is_new:
        return _("In already, since %(time)s.", time=time)
    if outcome.is_late:
        return _("In at %(time)s, late.", time=time)
    return _("In at %(time)s.", time=time)


def named(outcome: Outcome) -> str:
    """The same about a person by name, for whoever asked about one."""
    sentence = outcome_sentence(outcome)
    return _("%(name)s: %(sentence)s", name=outcome.name, sentence=sentence)


def malformed_sentence(why: Malformed) -> str:
    """Why nothing of what a phone sent could be read."""
    return {
        Malformed.NO_OBJECT: _("What the phone sent is no JSON object. Reload the scanner."),
        Malformed.NO_DEVICE: _("The phone did not say its name. Reload the scanner."),
        Malformed.NO_SCANS: _("The phone sent no scans. Reload the scanner."),
        Malformed.TOO_MANY: _(
            "The phone sent more than %(count)s scans at once. Send them in parts.",
            count=LARGEST_BATCH,
        ),
    }[why]


def hour(instant: datetime) -> str:
    """The minute on a Warsaw clock, as in "14:36"."""
    return f"{clock.local(instant):%H:%M}"
