"""What a list would do, or did: counts, and the lists behind them."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from app.people.roster.facts import Place, Remark
from app.people.roster.plans import AbsenceStep, Change, JobStep, PersonPlan

#: takes one item of the list with this name, as plain values fit for JSON
Sink = Callable[[str, dict[str, Any]], None]

#: field → its value before and after
Fields = dict[str, list[str | None]]

#: how much of each list is kept beside the counts; the sink gets all of it
KEPT_ITEMS = 200
LISTS = ("changed", "new", "refused", "warnings", "not_in_file")


@dataclass(slots=True)
class Counts:
    """The numbers of an import. Rows that repeat an employment count once as employment."""

    rows_read: int = 0
    persons_new: int = 0
    persons_changed: int = 0
    persons_unchanged: int = 0
    employments_new: int = 0
    employments_changed: int = 0
    employments_unchanged: int = 0
    #: employments that are active on the day of the list, at a unit it mentions, but not in it
    not_in_file: int = 0

    def add(self, noun: str, change: Change) -> None:
        """One more of these."""
        name = f"{noun}_{change}"
        setattr(self, name, getattr(self, name) + 1)


@dataclass(frozen=True, slots=True)
class Labels:
    """How units and posts are called in the lists, by number."""

    unit: Callable[[int], str]
    post: Callable[[int], str]


@dataclass(slots=True)
class Outcome:
    """What the import would do or did. `fingerprint` is equal for equal plans."""

    filename: str
    labels: Labels
    sink: Sink
    counts: Counts = field(default_factory=Counts)
    totals: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LISTS, 0))
    lists: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {name: [] for name in LISTS}
    )
    sheets: list[dict[str, Any]] = field(default_factory=list)
    unknown_posts: list[dict[str, Any]] = field(default_factory=list)
    ended: int = 0
    _digest: Any = field(default_factory=hashlib.sha256)

    @property
    def fingerprint(self) -> str:
        """A hash over everything that would be written."""
        return str(self._digest.hexdigest())

    def as_json(self) -> dict[str, Any]:
        """Plain values: counts, the beginnings of the lists, how the file was understood."""
        return {
            "filename": self.filename,
            "counts": asdict(self.counts),
            "totals": self.totals,
            **self.lists,
            "sheets": self.sheets,
            "unknown_posts": self.unknown_posts,
            "ended": self.ended,
            "fingerprint": self.fingerprint,
        }

    def add_remarks(self, name: str, remarks: Iterable[Remark]) -> None:
        """Refusals or warnings are in the lists."""
        for remark in remarks:
            place = {"sheet": remark.place.sheet, "line": remark.place.line}
            self.add_item(name, {**place, "code": remark.code, "data": dict(remark.data)})

    def add_person(self, plan: PersonPlan) -> None:
        """The plan is counted, and its changes are in the lists."""
        if plan.change is None:
            return
        self.counts.add("persons", plan.change)
        if plan.is_renamed and plan.known:
            before, after = plan.known.name.full, plan.name.full
            self._changed(plan, plan.jobs[0].line.place, {"name": [before, after]})
        for step in plan.jobs:
            self.counts.add("employments", step.change)
            self._add_job(plan, step)
        for absence in plan.absences:
            self._add_absence(plan, absence)
        self._fold_in(plan)

    def add_item(self, name: str, item: dict[str, Any]) -> None:
        """The item is in the list of this name."""
        self.totals[name] += 1
        if len(self.lists[name]) < KEPT_ITEMS:
            self.lists[name].append(item)
        self.sink(name, item)

    def add_not_in_file(self, employment_id: int, item: dict[str, Any]) -> None:
        """The employment is counted and listed as missing from the file."""
        self.counts.not_in_file += 1
        self._digest.update(f"missing {employment_id}".encode())
        self.add_item("not_in_file", {"id": employment_id, **item})

    def _add_job(self, plan: PersonPlan, step: JobStep) -> None:
        if step.change is Change.UNCHANGED:
            return
        after = self._job_fields(step)
        if step.known is None:
            item = {**_who(plan, step.line.place), **after}
            self.add_item("new", {**item, "is_new_person": plan.known is None})
            return
        before = self._job_fields(step, is_before=True)
        fields = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
        self._changed(plan, step.line.place, fields, unit=after["unit"], post=after["post"])

    def _add_absence(self, plan: PersonPlan, step: AbsenceStep) -> None:
        if step.change is Change.UNCHANGED:
            return
        known = step.known
        fields: Fields = {
            "absence_from": [_iso(known.started_on if known else None), _iso(step.started_on)],
            "absence_to": [_iso(known.ended_on if known else None), _iso(step.ended_on)],
        }
        if known is not None:
            fields = {name: pair for name, pair in fields.items() if pair[0] != pair[1]}
        unit_id = step.line.unit_id if known is None else known.unit_id
        unit = "" if unit_id is None else self.labels.unit(unit_id)
        self._changed(plan, step.line.place, fields, unit=unit, is_new=known is None)

    def _changed(
        self,
        plan: PersonPlan,
        place: Place,
        fields: Fields,
        *,
        unit: str = "",
        post: str = "",
        is_new: bool = False,
    ) -> None:
        """`is_new`: there is nothing before. What is told of a new person stands in "new"."""
        if plan.known is not None:
            where = {"unit": unit, "post": post, "is_new": is_new}
            self.add_item("changed", {**_who(plan, place), **where, "fields": fields})

    def _job_fields(self, step: JobStep, *, is_before: bool = False) -> dict[str, Any]:
        job = step.known.job if is_before and step.known else step.after
        return {
            "unit": self.labels.unit(job.unit_id),
            "post": self.labels.post(job.post_id),
            "fte": f"{job.fte.normalize():f}",
            "started_on": _iso(job.started_on),
            "ended_on": _iso(job.ended_on),
        }

    def _fold_in(self, plan: PersonPlan) -> None:
        jobs = [(one.known and one.known.id, one.after) for one in plan.jobs if _acts(one)]
        absences = [(one.started_on, one.ended_on) for one in plan.absences if _acts(one)]
        if jobs or absences or plan.change is not Change.UNCHANGED:
            self._digest.update(repr((plan.email, plan.change, plan.name, jobs, absences)).encode())


def _acts(step: JobStep | AbsenceStep) -> bool:
    return step.change is not Change.UNCHANGED


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _who(plan: PersonPlan, place: Place) -> dict[str, Any]:
    who = {"name": plan.name.full, "email": plan.email}
    return {"sheet": place.sheet, "line": place.line, **who}
