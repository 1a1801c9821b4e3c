"""What the button of a school is about to do, and doing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app, request

from app.core import clock
from app.core.db import transaction
from app.core.errors import NotFound
from app.core.jobs.services import enqueue
from app.core.permissions import Permission, allows
from app.coverage.queries.ground import Ground, ground
from app.people.models import Unit
from app.reminders.delivery import RUN
from app.reminders.forms import RemindForm
from app.reminders.mails import letter_of
from app.reminders.queries.by_hand import Candidate, candidates
from app.reminders.queries.contents import Content, Todo, recipient_of
from app.reminders.services.planning import NobodyToRemind, Planned, Release, TooMany, remind
from app.reminders.services.sending import Letter
from app.reminders.wording import by_hand as wording
from app.web.gate import actor

#: up to so many people stand on one page, and can be left out one by one
WHOLE_LIST = 300


@dataclass(frozen=True, slots=True)
class Question:
    """Who of a unit is not trained, under a rule, on a day; not before today."""

    unit: Unit
    base: Ground
    as_of: date
    at: datetime

    @classmethod
    def of(cls, unit: Unit) -> "Question":
        """As the address asks it.

        Raises:
            NotFound: there is no such rule.
        """
        rule = request.args.get("rule", "").replace("\0", "") or None
        return cls(unit, ground(rule), _as_of(), clock.now())

    @property
    def parameters(self) -> dict[str, str]:
        """The same in the address of another page."""
        return {name: value for name, value in request.args.items() if name in {"rule", "as_of"}}

    def candidates(self) -> list[Candidate]:
        return candidates(self.base, self.unit, self.as_of, self.at)


def mass_limit() -> int:
    """So many people get a mail without a second look."""
    limit: int = current_app.extensions["settings"].mass_limit
    return limit


@dataclass(frozen=True, slots=True)
class Choice:
    """Those who can be reminded, and who of them are to be."""

    candidates: Sequence[Candidate]
    chosen: Sequence[Candidate]

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> "Choice":
        """As the form says it; all, until a form with ticks is sent.

        Whoever was not on the page that was looked at has no tick.
        """
        if "ticks" not in request.form:
            return cls(candidates, candidates)
        ticked = set(request.form.getlist("person"))
        return cls(candidates, [one for one in candidates if str(one.person_id) in ticked])

    @property
    def with_ticks(self) -> bool:
        """Whether single people can be left out: all of them stand on one page."""
        return 1 < len(self.candidates) <= WHOLE_LIST

    @property
    def trainings(self) -> dict[int, list[tuple[int, date | None]]]:
        """By person, each training to be named, with its last day if somebody set one."""
        return {
            one.person_id: [(asking.training_id, asking.due_on) for asking in one.askings]
            for one in self.chosen
        }


def asked(question: Question, choice: Choice, form: RemindForm) -> Planned | None:
    """The chosen are reminded if the form was sent and is right; else None, and it says why."""
    if not form.validate_on_submit():
        return None
    if choice.candidates and not choice.chosen:
        form.form_errors = [*form.form_errors, wording.nobody_ticked()]
        return None
    try:
        with transaction():
            return _reminded(question, choice, is_seen=bool(form.seen.data))
    except TooMany as refused:
        form.reject(form.seen, wording.too_many(refused.mails, refused.limit))
    except NobodyToRemind:
        form.form_errors = [*form.form_errors, wording.nobody()]
    return None


def _reminded(question: Question, choice: Choice, *, is_seen: bool) -> Planned:
    may_release = allows(actor(), Permission.MAILING_RELEASE, question.unit)
    release = Release(mass_limit(), is_seen=is_seen, may_release=may_release)
    enqueue(RUN, {}, by=actor(), at=question.at)
    left_out = len(choice.candidates) - len(choice.chosen)
    trainings, by = choice.trainings, actor()
    return remind(
        question.unit, trainings, left_out=left_out, release=release, by=by, at=question.at
    )


def preview(question: Question, person_id: int) -> tuple[Candidate, Letter]:
    """The mail that somebody would get now.

    Raises:
        NotFound: she would get none.
    """
    found = [one for one in question.candidates() if one.person_id == person_id]
    recipient = recipient_of(person_id)
    if recipient is None or not found or found[0].obstacle is not None:
        raise NotFound
    todos = tuple(Todo(asking.title, asking.due_on) for asking in found[0].askings)
    today = clock.local(question.at).date()
    return found[0], letter_of(Content(recipient, today, actor().name, todos))


def _as_of() -> date:
    """The day of the figure that the actor comes from, or today if that is over."""
    try:
        return max(clock.today(), date.fromisoformat(request.args.get("as_of", "")))
    except ValueError:
        return clock.today()
