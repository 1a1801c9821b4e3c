"""The demo city meets: one session is over and closed, one is under way, two are still to come.

Times are counted from now, so that whoever starts the demo finds a room to check people in to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random

from flask import current_app
from sqlalchemy import select

from app.accounts.models import Account
from app.attendance.arrival import Arrival
from app.attendance.checkin import CreditRule, Way
from app.attendance.models.sessions import Form, Meeting, TrainingSession
from app.attendance.queries.closing import plan_of
from app.attendance.queries.expected import expected_people, invited_staff, invitees
from app.attendance.services.check_ins import check_in
from app.attendance.services.closing import Seen, close
from app.attendance.services.invitations import invite
from app.attendance.services.meetings import Appointment, add
from app.attendance.services.planning import Leader, Plan, plan
from app.attendance.services.sign_ups import join
from app.attendance.wording.paper_list import PolishPrinter
from app.cli.demo.cast import SIGN_INS
from app.cli.demo.learning import Town
from app.core import clock
from app.core.actors import Actor, Grant, Role
from app.core.db import db
from app.people.models import Unit
from app.training.models.trainings import TrainingVersion

EXERCISE, WHOLE_PROGRAMME = "CW-2026", "BI-2026"

#: of those who are expected: who came, and who of them was late
_CAME, _LATE = 0.8, 0.1
_WAYS = (Way.ROOM_CODE, Way.ROOM_CODE, Way.BADGE, Way.NAME)
_SEATS, _EAGER = 24, 27
_LENGTH = timedelta(minutes=90)


@dataclass(frozen=True, slots=True)
class _Hall:
    """Where the sessions of the demo are held, and by whom."""

    town: Town
    trainer: Account
    by: Actor
    dice: Random
    printer: PolishPrinter

    def session(
        self, title: str, units: Sequence[Unit], capacity: int | None, training: str = EXERCISE
    ) -> TrainingSession:
        """A session is planned a week ago, and these units are invited to it."""
        version = db.session.get_one(TrainingVersion, self.town.versions[training])
        leader = Leader(self.trainer.id, "specjalista ds. bezpieczeństwa informacji")
        wanted = Plan(
            version=version,
            unit=self.town.root,
            title=title,
            remarks="Proszę zabrać telefon.",
            form=Form.ON_SITE,
            leaders=(leader,),
            capacity=capacity,
            walk_ins=True,
            credit=CreditRule(percent=80),
            opens_before_minutes=30,
            late_after_minutes=15,
            has_check_out=False,
        )
        session = plan(wanted, by=self.by, at=clock.now() - timedelta(days=14))
        invite(session, units, teaching_only=True, by=self.by)
        return session

    def meeting(self, session: TrainingSession, starts_at: datetime, place: str) -> Meeting:
        """The session meets for an hour and a half, on one day."""
        begins = clock.local(starts_at)
        last = datetime.combine(begins.date(), time(23, 59), begins.tzinfo)
        begins = min(begins, last - _LENGTH)
        when = Appointment(
            begins.date(), _minute(begins), _minute(begins + _LENGTH), place, link=""
        )
        return add(session, when, by=self.by, at=starts_at - timedelta(days=7))

    def fill(self, meeting: Meeting, person_ids: Sequence[int], share: float) -> None:
        """So many of these people came, most of them in time."""
        came = [one for one in person_ids if self.dice.random() < share]
        for number, person_id in enumerate(came):
            minutes = 20 if self.dice.random() < _LATE else self.dice.randint(-14, 0)
            at = min(meeting.starts_at + timedelta(minutes=minutes), clock.now())
            arrival = Arrival(
                self.dice.choice(_WAYS), at, f"demo-{number}", f"{meeting.id}-{number}"
            )
            check_in(meeting, person_id, arrival, by=self.by, at=at)


def meet(town: Town, units: Sequence[Unit]) -> None:
    """The four sessions stand in the database, with whoever came or signed up."""
    hall = _hall(town)
    two = datetime.combine(clock.today(), time(14), clock.LOCAL_ZONE)
    title = "Ćwiczenie: co robimy, gdy nie działa e-dziennik"
    _past(hall, hall.session(title, units, None), two - timedelta(days=4))
    under_way = hall.session(title, units, None)
    meeting = hall.meeting(under_way, clock.now() - timedelta(minutes=5), "Aula, SP nr 4")
    people = [one.person_id for one in expected_people(under_way, meeting.day)]
    hall.fill(meeting, people, _CAME * 0.6)
    _coming(hall, hall.session("Ćwiczenie: odzyskujemy konto", units, _SEATS), two)
    whole = hall.session("Bezpieczeństwo informacji w szkole", units, _SEATS, WHOLE_PROGRAMME)
    hall.meeting(whole, two + timedelta(days=10), "Aula, SP nr 4")


def _hall(town: Town) -> _Hall:
    address = next(one.email for one in SIGN_INS if one.role is Role.TRAINER)
    account = db.session.scalars(select(Account).where(Account.email == address)).one()
    grants = (Grant(Role.TRAINER, town.root.path),)
    by = Actor(account.display_name, account.id, account.person_id, grants)
    printer = PolishPrinter(current_app.extensions["settings"].base_url)
    return _Hall(town, account, by, Random(2026), printer)  # noqa: S311 - the same demo again


def _past(hall: _Hall, session: TrainingSession, starts_at: datetime) -> None:
    """Most were there, and the session was closed; the lists wait for the heads."""
    meeting = hall.meeting(session, starts_at, "Aula, SP nr 4")
    people = [one.person_id for one in expected_people(session, meeting.day)]
    hall.fill(meeting, people, _CAME)
    seen = Seen(plan_of(session).fingerprint, is_read=True, mass_limit=len(people))
    close(session, seen, labels=hall.printer, by=hall.by, at=meeting.ends_at)


def _coming(hall: _Hall, session: TrainingSession, today: datetime) -> None:
    """More people signed up than there are seats."""
    meeting = hall.meeting(session, today + timedelta(days=7), "Pracownia 12, SP nr 4")
    staff = db.session.scalars(invited_staff(session.id, meeting.day)).unique().all()
    for one in invitees(staff, meeting.day)[:_EAGER]:
        who = Actor(one.full_name, person_id=one.person_id)
        join(session, one.person_id, by=who, at=clock.now())


def _minute(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)
