"""What the actor does now: at most a handful of cards, the most urgent first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.attendance.queries.own import Agenda, agenda_of
from app.core import clock
from app.core.actors import Actor
from app.core.permissions import Permission, allows, scope_of
from app.coverage.indicator.values import Figure, Standing
from app.coverage.queries.confirmations import open_days
from app.coverage.queries.ground import Ground, among, grounds
from app.coverage.wording import labels
from app.home.learning import Learning, learning_of, newest_certificates
from app.home.overseen import Overseen, seen_of
from app.home.queries import Waiting, overseen, waiting
from app.people.models import Unit
from app.web.languages import date_full
from certificates.queries.people import OwnCertificate

#: nothing waits for somebody who may do none of these
_DECIDING = (Permission.ROSTER_IMPORT, Permission.COMPLETION_READ, Permission.ACCOUNT_EDIT)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, and the button that leads to it."""

    title: str
    text: str
    action: str
    url: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies on the actor's desk today."""

    #: the next live trainings
    agenda: Agenda
    tasks: tuple[Task, ...] = ()
    #: what the actor oversees, if anything
    overseen: Overseen | None = None
    #: what the actor has to learn, if the actor works here
    learning: Learning | None = None
    #: the newest ones, for somebody who oversees nothing
    certificates: tuple[OwnCertificate, ...] = ()


def desk_of(actor: Actor) -> Desk:
    """What this person does now, by the roles held today."""
    today, who = clock.today(), actor.person_id
    learning = learning_of(who, today) if who is not None else None
    agenda = agenda_of(actor, clock.now())
    if not allows(actor, Permission.COVERAGE_READ):
        newest = newest_certificates(who, today) if who is not None else ()
        return Desk(agenda, tuple(_tasks(actor)), learning=learning, certificates=newest)
    unit, counts = overseen(actor, scope_of(actor, Permission.COVERAGE_READ))
    bases = grounds()
    seen = seen_of(unit, among(bases), today)
    return Desk(agenda, tuple(_overseers_tasks(actor, seen, bases, counts)), seen, learning)


def _tasks(actor: Actor) -> Iterator[Task]:
    if any(allows(actor, permission) for permission in _DECIDING):
        yield from _waiting(actor, waiting(actor))
    if allows(actor, Permission.TRAINING_READ):
        yield Task(
            _("Look at the trainings"),
            _("The catalogue shows every training with its programme and length."),
            _("Open the catalogue"),
            url_for("trainings.index"),
        )


def _overseers_tasks(
    actor: Actor, seen: Overseen, bases: Iterable[Ground], counts: Waiting
) -> Iterator[Task]:
    if seen.total is None:
        yield from _empty_city(actor)
    yield from _decisions(actor, seen.base)
    yield from _staff_lists(actor, bases)
    if seen.total is not None:
        yield from _short(seen.unit, seen.total)
    yield from _waiting(actor, counts)


def _empty_city(actor: Actor) -> Iterator[Task]:
    if allows(actor, Permission.ROSTER_IMPORT):
        yield Task(
            _("Start with the staff list"),
            _(
                "Kadra needs to know the schools and who works in them."
                " A file from Excel is enough."
            ),
            _("Import a staff list"),
            url_for("roster.index"),
        )


def _decisions(actor: Actor, base: Ground) -> Iterator[Task]:
    if base.undecided_posts and allows(actor, Permission.POST_EDIT):
        yield Task(
            ngettext(
                "%(num)s post waits for a decision",
                "%(num)s posts wait for a decision",
                base.undecided_posts,
            ),
            _(
                "Until it is decided whether they are teaching posts,"
                " the people on them are not counted."
            ),
            _("Decide"),
            url_for("posts.index"),
        )


def _staff_lists(actor: Actor, bases: Iterable[Ground]) -> Iterator[Task]:
    paths = scope_of(actor, Permission.STAFF_CONFIRM)
    if not paths:
        return
    for day in open_days(paths, [base.rule for base in bases], clock.today()):
        only = day.units[0] if len(day.units) == 1 else None
        yield Task(
            ngettext(
                "%(num)s staff list waits for you, as of %(day)s",
                "%(num)s staff lists wait for you, as of %(day)s",
                len(day.units),
                day=date_full(day.as_of),
            ),
            _(
                "Say who worked at your school on the day of report."
                " Until then the figure of that day is provisional."
            ),
            _("Look at the list") if only else _("Look at the lists"),
            url_for("staff.show", unit_id=only.id, as_of=day.as_of.isoformat())
            if only
            else url_for("staff.index", as_of=day.as_of.isoformat()),
        )


def _short(unit: Unit, total: Figure) -> Iterator[Task]:
    if total.is_met is False:
        yield Task(
            labels.distance(total),
            _("The list shows everybody who is not trained yet, with the reason."),
            _("Show who is missing"),
            url_for("coverage.unit_people", unit_id=unit.id, standing=Standing.NOT_TRAINED.value),
        )


def _waiting(actor: Actor, counts: Waiting) -> Iterator[Task]:
    yield from _lists(counts.lists)
    yield from _mails(counts.mails)
    yield from _certificates(counts.certificates)
    if counts.imports and allows(actor, Permission.ROSTER_IMPORT):
        yield Task(
            ngettext(
                "%(num)s import was not finished",
                "%(num)s imports were not finished",
                counts.imports,
            ),
            _("The file was checked, but nothing was saved yet."),
            _("Go to the imports"),
            url_for("roster.index"),
        )
    if counts.completions and allows(actor, Permission.COMPLETION_READ):
        yield Task(
            ngettext(
                "%(num)s completion waits to be accepted",
                "%(num)s completions wait to be accepted",
                counts.completions,
            ),
            _("They count as soon as the list is accepted."),
            _("Show them"),
            url_for("completions.index", state="pending"),
        )
    if counts.invitations and allows(actor, Permission.ACCOUNT_EDIT):
        yield Task(
            ngettext(
                "%(num)s invitation was not accepted yet",
                "%(num)s invitations were not accepted yet",
                counts.invitations,
            ),
            _("The link works for a limited time. It can be sent again."),
            _("Show the accounts"),
            url_for("accounts.index"),
        )


def _lists(waiting_lists: int) -> Iterator[Task]:
    if waiting_lists:
        yield Task(
            ngettext(
                "%(num)s participation list waits for you",
                "%(num)s participation lists wait for you",
                waiting_lists,
            ),
            _("Whoever earned credit on a list counts as trained once you accept it."),
            _("Look at the lists"),
            url_for("participation.index", state="waiting"),
        )


def _certificates(waiting_certificates: int) -> Iterator[Task]:
    if waiting_certificates:
        yield Task(
            ngettext(
                "%(num)s training taken elsewhere waits for you",
                "%(num)s trainings taken elsewhere wait for you",
                waiting_certificates,
            ),
            _("Somebody has sent in a certificate. It does not count before it is accepted."),
            _("Look at the certificates"),
            url_for("recognition.index", state="mine"),
        )


def _mails(waiting_mails: int) -> Iterator[Task]:
    if waiting_mails:
        yield Task(
            ngettext("%(num)s mail waits for you", "%(num)s mails wait for you", waiting_mails),
            _("They are many at once, so somebody looks at the list before they go out."),
            _("Look at the mails"),
            url_for("reminders.index", state="waiting"),
        )
