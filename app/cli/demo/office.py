"""The heads and the office of the demo at work: lists, a published figure, papers from outside."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from app.cli.demo.cast import SIGN_INS
from app.cli.demo.learning import Town
from app.cli.demo.papers import PAPERS
from app.core import clock
from app.core.actors import Actor, Grant, Role
from app.core.db import db, transaction
from app.core.steady import steady_reading
from app.coverage.queries.confirmations import staff_list
from app.coverage.queries.drawing import draw_up
from app.coverage.queries.ground import ground
from app.coverage.queries.rules import rule_names
from app.coverage.services.confirmations import confirm as confirm_staff
from app.coverage.services.snapshots import publish
from app.coverage.wording.snapshots import PolishWords
from app.people.models import Person, Unit, UnitKind
from app.recognition.papers.taking import take
from app.recognition.services import accept, confirm, submit
from app.training.models.trainings import TrainingVersion
from app.training.services.waivers import Grounds, waive

#: the day of report that is published, and the school whose head has not confirmed its list
PUBLISHED = date(2026, 6, 30)
UNCONFIRMED = "Szkoła Podstawowa nr 7"

#: of the untrained teachers at the school of the head who can sign in: who sends in a paper
_SENDERS = slice(1, 4)


def work_in_the_office(town: Town) -> None:
    """Heads confirm, the office publishes, and three papers lie on their desks.

    In transactions of its own: what is published stands in the log by then.
    """
    office, head = (_player(town, role) for role in (Role.COORDINATOR, Role.SCHOOL_HEAD))
    with transaction():
        _confirm_lists()
        _send_papers(town, office, head)
    _publish(town, office)


def _player(town: Town, role: Role) -> Actor:
    """Who signs in with this role, acting with it."""
    sign_in = next(one for one in SIGN_INS if one.role is role)
    unit = db.session.scalars(select(Unit).where(Unit.name == sign_in.unit)).one()
    actor = town.actor(next(one for one in town.plan if one.email == sign_in.email))
    return replace(actor, grants=(Grant(role, unit.path),))


def _confirm_lists() -> None:
    schools = select(Unit).where(Unit.kind == UnitKind.PRIMARY_SCHOOL).order_by(Unit.sort_key)
    for school in db.session.scalars(schools):
        if school.name != UNCONFIRMED:
            seen = staff_list(school, PUBLISHED).sha256
            by = Actor(f"Dyrekcja, {school.short_name}")
            confirm_staff(school, PUBLISHED, seen=seen, by=by, at=clock.now())


def _send_papers(town: Town, office: Actor, head: Actor) -> None:
    """One waits for the head, one for the office, and one is accepted; one person is excused."""
    now, version = clock.now(), db.session.get_one(TrainingVersion, town.versions["BI-2026"])
    senders = _untrained(town)
    for paper, sender, steps in zip(PAPERS, senders[_SENDERS], range(3), strict=True):
        person = db.session.get_one(Person, sender.person_id)
        sent = take(paper.pdf(person.full_name))
        certificate = submit(
            paper.printed, sent, paper.filename, person_id=person.id, by=sender, at=now
        )
        if steps > 0:
            confirm(certificate, by=head, at=now)
        if steps > 1:
            accept(certificate, version, by=office, at=now)
    excused = db.session.get_one(Person, senders[-1].person_id)
    grounds = Grounds("Odejście na emeryturę w styczniu", clock.today().replace(month=12, day=31))
    waive(excused, version.training, grounds, by=office, at=now)


def _untrained(town: Town) -> list[Actor]:
    """Teachers of the head's school who have not been trained, in the order of the plan."""
    school = next(one.unit for one in SIGN_INS if one.role is Role.SCHOOL_HEAD)
    players = {one.email for one in SIGN_INS}
    return [
        town.actor(one)
        for one in town.plan
        if one.jobs[0].unit == school
        and one.jobs[0].post == "nauczyciel"
        and one.jobs[0].ended_on is None
        and one.absence is None
        and one.email not in players
        and "BI-2026" not in {done.training for done in one.completions}
    ]


def _publish(town: Town, office: Actor) -> None:
    with steady_reading():
        base = ground()
        drawn = draw_up(town.root, base, PUBLISHED, PolishWords(base.rule, rule_names()))
    with transaction():
        publish(drawn, after=0, note="", by=office, at=clock.now())
