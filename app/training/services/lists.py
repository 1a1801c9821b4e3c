"""The import of lists of confirmation: one plan, which is either only looked at or also written."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.core import audit, clock
from app.core.actors import Actor
from app.core.imports import Outdated
from app.core.tables.opening import open_table
from app.people.queries.roster import units_within
from app.people.roster.facts import Place, Refused, Remark
from app.training.lists.catalogue import Catalogue
from app.training.lists.matching import Doubt, Staff
from app.training.lists.outcome import Counts, Outcome, key_of
from app.training.lists.reading import Assumed, Entry, Reading, read_entries
from app.training.lists.results import Outcome as Presence
from app.training.models.completions import Source
from app.training.models.trainings import TrainingVersion
from app.training.queries import lists as queries
from app.training.queries.people import people_by_id
from app.training.queries.trainings import every_training
from app.training.services.completions import NewCompletion, record_completions

ENTRIES_AT_ONCE = 500

#: the choice to leave a doubtful line out
NOBODY = 0

Report = Callable[[int, int], None]

#: a name that is nobody's may be nearly somebody's, once the whole school is looked through
_WORTH_A_CLOSER_LOOK = {"person_unknown", "other_unit", "name_similar"}


@dataclass(frozen=True, slots=True)
class ListTask:
    """A list of confirmation, and what it is to be read as.

    Everybody on it must work or have worked below `unit_path`. `training` (a code) and
    `completed_on` hold for lines that do not say it themselves. `choices` says whom doubtful lines
    mean, by `key_of` their place. `number` is that of the upload if there is one.
    """

    path: Path
    filename: str
    unit_path: str
    training: str | None = None
    completed_on: date | None = None
    is_signed: bool = True
    choices: Mapping[str, int] = field(default_factory=dict)
    number: int | None = None


def look(task: ListTask, report: Report, *, by: Actor, today: date) -> Outcome:
    """What the list would do; nothing is written.

    Raises:
        TableError: the file as a whole cannot be read.
    """
    return _Run(task, report, by, today).outcome()


def write(
    task: ListTask, report: Report, *, seen: str | None = None, by: Actor, at: datetime
) -> Outcome:
    """Every certain line of the list stands in the register, confirmed if the list is signed.

    `seen` is the fingerprint of the outcome that was looked at; without it nothing is compared.

    Raises:
        TableError: the file as a whole cannot be read.
        Outdated: the list would do something else by now.
    """
    run = _Run(task, report, by, clock.local(at).date())
    outcome = run.outcome()
    if seen is not None and seen != outcome.fingerprint:
        raise Outdated(outcome.as_json())
    record_completions(
        run.new,
        source=Source.LIST,
        reference=task.filename[-200:],
        is_confirmed=task.is_signed,
        by=by,
        at=at,
    )
    audit.record(
        "training.list_imported",
        audit.Subject("file_import", task.number, task.filename),
        by=by,
        changes=audit.difference(asdict(Counts()), asdict(outcome.counts)),
    )
    return outcome


@dataclass(frozen=True, slots=True)
class _Doubtful:
    entry: Entry
    doubt: Doubt


class _Run:
    """One pass through a list."""

    def __init__(self, task: ListTask, report: Report, by: Actor, today: date) -> None:
        self._task = task
        self._report = report
        self._assumed = Assumed(today, task.completed_on)
        self._catalogue = Catalogue(every_training(), task.training)
        self._units = units_within(task.unit_path)
        self._reading = Reading()
        self._staff = Staff(())
        self._looked_through: set[int] = set()
        self._doubtful: list[_Doubtful] = []
        #: what stands in the register or is about to, with whether it is passed
        self._standing: dict[tuple[int, int, date], bool] = {}
        #: whose completions are in `_standing`
        self._known_people: set[int] = set()
        self._outcome = Outcome(task.filename)
        self.new: list[NewCompletion] = []

    def outcome(self) -> Outcome:
        """The whole list is planned; `new` holds what is to be recorded."""
        with open_table(self._task.path, self._task.filename) as table:
            portion: list[Entry] = []
            for entry in read_entries(table, self._units, self._assumed, self._reading):
                portion.append(entry)
                if len(portion) == ENTRIES_AT_ONCE:
                    self._plan(portion)
                    portion = []
            self._plan(portion)
        self._tell()
        return self._outcome

    def _plan(self, entries: list[Entry]) -> None:
        certain = []
        for entry, found in zip(entries, self._identified(entries), strict=True):
            person_id = self._chosen(entry, found) if isinstance(found, Doubt) else found
            if person_id is not None:
                certain.append((entry, person_id))
        people = {person_id for _entry, person_id in certain} - self._known_people
        self._standing |= queries.standing(people)
        self._known_people |= people
        for entry, person_id in certain:
            try:
                self._add(entry, person_id)
            except Refused as refused:
                self._refuse(entry.place, refused.code, refused.data)
        self._report(
            self._reading.rows_read, max(self._reading.rows_read, self._reading.row_estimate)
        )

    def _identified(self, entries: list[Entry]) -> list[int | Doubt]:
        path = self._task.unit_path
        emails = {entry.email for entry in entries if entry.email}
        names = [entry.name for entry in entries if entry.name]
        keys = {key for name in names for key in (*name.keys, *name.swapped)}
        self._staff.add(queries.people_like(emails, keys, path))
        found = [self._staff.identify(entry) for entry in entries]
        units = {
            entry.unit.id
            for entry, one in zip(entries, found, strict=True)
            if isinstance(one, Doubt) and one.code in _WORTH_A_CLOSER_LOOK and entry.unit
        } - self._looked_through
        if not units:
            return found
        self._staff.add(queries.staff_of(units, path))
        self._looked_through |= units
        return [self._staff.identify(entry) for entry in entries]

    def _chosen(self, entry: Entry, doubt: Doubt) -> int | None:
        """Whom the user chose for a doubtful line; None when it is not to be recorded (yet)."""
        if not doubt.candidates:
            self._refuse(entry.place, doubt.code, _who(entry))
            return None
        choice = self._task.choices.get(key_of(entry.place))
        if choice == NOBODY:
            self._reading.skipped.append(Remark(entry.place, "left_out", _who(entry)))
        elif choice not in doubt.candidates:
            self._doubtful.append(_Doubtful(entry, doubt))
        return choice if choice in doubt.candidates else None

    def _add(self, entry: Entry, person_id: int) -> None:
        version = self._catalogue.version_of(entry.training, entry.completed_on, entry.place)
        is_passed = entry.result.outcome is Presence.PASSED
        fact = (person_id, version.id, entry.completed_on)
        known = self._standing.get(fact)
        if known is not None and known is not is_passed:
            raise Refused("result_differs", **_who(entry))
        if known is not None:
            self._outcome.counts.completions_unchanged += 1
            return
        self._standing[fact] = is_passed
        self.new.append(NewCompletion(*fact, is_passed, entry.result.score_percent))
        self._outcome.add_new(entry.place, (*fact, is_passed), _described(entry, version))

    def _refuse(self, place: Place, code: str, data: Mapping[str, Any]) -> None:
        self._reading.refused.append(Remark(place, code, dict(data)))

    def _tell(self) -> None:
        """Everything that is not recorded is listed, and what should be known about the list."""
        outcome, reading = self._outcome, self._reading
        outcome.counts.rows_read = reading.rows_read
        outcome.sheets = reading.sheets
        ids = {id_ for one in self._doubtful for id_ in one.doubt.candidates}
        people = people_by_id(ids, (self._task.unit_path,))
        for one in self._doubtful:
            candidates = [asdict(people[id_]) for id_ in one.doubt.candidates]
            item = {"name": one.entry.shown, "code": one.doubt.code, "candidates": candidates}
            outcome.add_doubtful(one.entry.place, item)
        outcome.add_remarks("skipped", reading.in_order(reading.skipped))
        outcome.add_remarks("refused", reading.in_order(reading.refused))
        outcome.add_remarks("warnings", reading.in_order(self._warnings()))

    def _warnings(self) -> list[Remark]:
        chosen = {"chosen": self._task.training or ""}
        warnings = [
            Remark(place, "training_assumed", {"training": text, **chosen})
            for text, place in self._catalogue.other_names.items()
        ]
        inferred = self._reading.inferred
        if inferred:
            warnings.append(Remark(inferred[0], "result_inferred", {"rows": len(inferred)}))
        return warnings


def _who(entry: Entry) -> dict[str, str]:
    unit = entry.unit.short_name if entry.unit else entry.unknown_unit
    return {"name": entry.shown, "unit": unit}


def _described(entry: Entry, version: TrainingVersion) -> dict[str, Any]:
    return {
        "name": entry.shown,
        "training": version.training.code,
        "completed_on": entry.completed_on.isoformat(),
        "is_passed": entry.result.outcome is Presence.PASSED,
        "score_percent": entry.result.score_percent,
    }
