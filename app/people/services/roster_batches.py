"""Writing the plans of a staff list, a batch of persons at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from app.core import audit
from app.core.actors import Actor
from app.core.db import Base, db
from app.people.corrections import Stretch, rewrites_past
from app.people.models import Absence, Employment, Person, Post, PostAlias, name_keys
from app.people.queries.roster import MissingJob
from app.people.roster.facts import Job, KnownAbsence, Name
from app.people.roster.outcome import Labels
from app.people.roster.plans import AbsenceStep, Change, JobStep, PersonPlan
from app.people.roster.posts import IS_TEACHING, Posts, UnknownPost


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes, on which day, and why: what every entry of the log says."""

    by: Actor
    today: date
    reason: str


@dataclass(slots=True)
class Writer:
    """Turns plans into rows and entries of the log, within the caller's transaction."""

    hand: Hand
    posts: Posts
    labels: Labels
    _post_ids: dict[int, int] = field(default_factory=dict)

    def write(self, plans: Sequence[PersonPlan]) -> None:
        """What the plans say is in the database, and in the log."""
        acting = [plan for plan in plans if plan.change is not None]
        numbers = self._write_persons(acting)
        self._write_jobs(acting, numbers)
        self._write_absences(acting, numbers)
        audit.write_pending(db.session())

    def write_aliases(self, aliases: Mapping[str, int]) -> None:
        """From now on these folded names mean these posts."""
        for folded_name, post_id in aliases.items():
            db.session.add(PostAlias(folded_name=folded_name, post_id=post_id))
            subject = audit.Subject("post", post_id, self.labels.post(post_id))
            self._record("people.post_alias_added", subject, {"alias": (None, folded_name)})
        db.session.flush()

    def end(self, jobs: Iterable[MissingJob], last_day: date) -> int:
        """The employments end on that day; returns how many do.

        One that began later is left as it is.
        """
        rows: list[dict[str, Any]] = []
        for missing in jobs:
            after = replace(missing.job, ended_on=last_day)
            if after.started_on <= last_day and after != missing.job:
                rows.append({"id": missing.id, "ended_on": last_day})
                subject = audit.Subject("person", missing.person_id, missing.name)
                self._record_job("people.employment_ended", subject, missing.job, after)
        _update(Employment, rows)
        return len(rows)

    def _write_persons(self, plans: Sequence[PersonPlan]) -> dict[str, int]:
        """The persons exist and are called as planned; their numbers by address."""
        numbers = {plan.email: plan.known.id for plan in plans if plan.known}
        new = [plan for plan in plans if plan.known is None]
        numbers.update(_insert_persons(new))
        for plan in new:
            subject = audit.Subject("person", numbers[plan.email], plan.name.full)
            facts = {**_names(plan.name), "email": plan.email}
            self._record("people.person_added", subject, audit.difference({}, facts))
        renamed = [(plan.known, plan.name) for plan in plans if plan.known and plan.is_renamed]
        _update(Person, [{"id": known.id, **_name_columns(name)} for known, name in renamed])
        for known, name in renamed:
            changes = audit.difference(_names(known.name), _names(name))
            subject = audit.Subject("person", known.id, name.full)
            self._record("people.person_changed", subject, changes)
        return numbers

    def _write_jobs(self, plans: Sequence[PersonPlan], numbers: Mapping[str, int]) -> None:
        changed: list[dict[str, Any]] = []
        added: list[dict[str, Any]] = []
        for plan, step in ((one, step) for one in plans for step in one.jobs if _acts(step)):
            subject = audit.Subject("person", numbers[plan.email], plan.name.full)
            if step.known is None:
                added.append({"person_id": subject.id, **self._job_columns(step.after)})
                self._record_job("people.employment_added", subject, None, step.after)
            else:
                changed.append({"id": step.known.id, **self._job_columns(step.after)})
                self._record_job("people.employment_changed", subject, step.known.job, step.after)
        _update(Employment, changed)
        _insert(Employment, added)

    def _write_absences(self, plans: Sequence[PersonPlan], numbers: Mapping[str, int]) -> None:
        changed: list[dict[str, Any]] = []
        added: list[dict[str, Any]] = []
        for plan, step in ((one, step) for one in plans for step in one.absences if _acts(step)):
            subject = audit.Subject("person", numbers[plan.email], plan.name.full)
            days = {"started_on": step.started_on, "ended_on": step.ended_on}
            if step.known is None:
                added.append({"person_id": subject.id, "unit_id": step.line.unit_id, **days})
            else:
                changed.append({"id": step.known.id, **days})
            action = "people.absence_changed" if step.known else "people.absence_added"
            unit_id = step.known.unit_id if step.known else step.line.unit_id
            unit = None if unit_id is None else self.labels.unit(unit_id)
            before = {"unit": unit, **_days(step.known)} if step.known else {}
            after = {"unit": unit, **days}
            changes = {name: (before.get(name), value) for name, value in after.items()}
            self._record(action, subject, changes, is_correction=step.is_correction)
        _update(Absence, changed)
        _insert(Absence, added)

    def _job_columns(self, job: Job) -> dict[str, Any]:
        return {
            "unit_id": job.unit_id,
            "post_id": self._post_id(job.post_id),
            "fte": job.fte,
            "started_on": job.started_on,
            "ended_on": job.ended_on,
        }

    def _post_id(self, number: int) -> int:
        """The number of the post in the catalogue, which has it from now on."""
        if number >= 0:
            return number
        if number not in self._post_ids:
            self._post_ids[number] = self._add_post(self.posts.unknown_with(number))
        return self._post_ids[number]

    def _add_post(self, unknown: UnknownPost) -> int:
        is_teaching = IS_TEACHING.get(unknown.decision or "")
        post = Post(name=unknown.name, folded_name=unknown.folded_name, is_teaching=is_teaching)
        db.session.add(post)
        db.session.flush()
        facts = {"name": post.name, "is_teaching": is_teaching}
        changes = {name: (None, value) for name, value in facts.items()}
        self._record("people.post_added", audit.Subject("post", post.id, post.name), changes)
        return post.id

    def _record_job(
        self, action: str, subject: audit.Subject, before: Job | None, after: Job
    ) -> None:
        """The entry names unit and post even where they stay the same."""
        old = self._facts(before) if before else {}
        new = self._facts(after)
        which = {name: (old.get(name), new[name]) for name in ("unit", "post")}
        is_correction = rewrites_past(_stretch(before), _stretch(after), self.hand.today)
        changes = {**which, **audit.difference(old, new)}
        self._record(action, subject, changes, is_correction=is_correction)

    def _facts(self, job: Job) -> dict[str, object]:
        return {
            "unit": self.labels.unit(job.unit_id),
            "post": self.labels.post(job.post_id),
            "fte": job.fte,
            "started_on": job.started_on,
            "ended_on": job.ended_on,
        }

    def _record(
        self,
        action: str,
        subject: audit.Subject,
        changes: Mapping[str, tuple[object, object]],
        *,
        is_correction: bool = False,
    ) -> None:
        audit.record(
            action,
            subject,
            by=self.hand.by,
            changes=changes,
            is_correction=is_correction,
            reason=self.hand.reason,
        )


def _acts(step: JobStep | AbsenceStep) -> bool:
    return step.change is not Change.UNCHANGED


def _stretch(job: Job | None) -> Stretch | None:
    if job is None:
        return None
    return Stretch(job.started_on, job.ended_on, (job.unit_id, job.post_id, job.fte))


def _days(absence: KnownAbsence) -> dict[str, object]:
    return {"started_on": absence.started_on, "ended_on": absence.ended_on}


def _names(name: Name) -> dict[str, object]:
    return {"first_name": name.first_name, "last_name": name.last_name}


def _name_columns(name: Name) -> dict[str, Any]:
    return {**_names(name), **name_keys(name.first_name, name.last_name)}


def _insert_persons(plans: Sequence[PersonPlan]) -> dict[str, int]:
    _insert(Person, [{"email": plan.email, **_name_columns(plan.name)} for plan in plans])
    added = select(Person.email, Person.id).where(Person.email.in_([one.email for one in plans]))
    return dict(db.session.execute(added).all())


def _insert(table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(insert(table), rows)


def _update(table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(update(table), rows)
