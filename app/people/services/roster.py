"""The import of staff lists: one plan, which is either only looked at or also written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from app.core import audit
from app.core.actors import Actor
from app.core.imports import Outdated
from app.core.tables.opening import open_table
from app.people.queries import roster as queries
from app.people.queries.roster import MissingJob
from app.people.roster.facts import Line
from app.people.roster.namesakes import Key, Namesakes, key_of
from app.people.roster.outcome import Counts, Labels, Outcome, Sink
from app.people.roster.places import Units
from app.people.roster.planning import plan_person
from app.people.roster.plans import Days, PersonPlan
from app.people.roster.posts import Posts
from app.people.roster.reading import Reading, batches, read_lines
from app.people.services.roster_batches import Hand, Writer

PERSONS_AT_ONCE = 1000

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class RosterTask:
    """A staff list, and what it is to be read as.

    `unit_path` is the unit everything must lie below, `as_of` the day the list describes, `posts`
    the decisions about unknown posts and `other_posts` that about all others (see `Posts`),
    `number` that of the upload if there is one.
    """

    path: Path
    filename: str
    unit_path: str
    as_of: date
    posts: Mapping[str, str] = field(default_factory=dict)
    other_posts: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Which employments that are missing from the list end, and their last day.

    `employment_ids` None is all of them.
    """

    last_day: date
    employment_ids: frozenset[int] | None = None

    def covers(self, employment_id: int) -> bool:
        """Whether this one is among them."""
        return self.employment_ids is None or employment_id in self.employment_ids


def look(task: RosterTask, sink: Sink, report: Report, *, by: Actor, today: date) -> Outcome:
    """What the list would do; nothing is written. `sink` gets every item of every list.

    Raises:
        TableError: the file as a whole cannot be read.
    """
    return _Run(task, sink, report, by, today).outcome()


def write(
    task: RosterTask,
    sink: Sink,
    report: Report,
    *,
    seen: str | None = None,
    ending: Ending | None = None,
    by: Actor,
    today: date,
) -> Outcome:
    """The list is in the database, and the missing employments that were chosen have ended.

    `seen` is the fingerprint of the outcome that was looked at; without it nothing is compared.

    Raises:
        TableError: the file as a whole cannot be read.
        Outdated: the list would do something else by now.
    """
    run = _Run(task, sink, report, by, today)
    run.write_too(Hand(by, today, task.filename))
    outcome = run.outcome(ending)
    if seen is not None and seen != outcome.fingerprint:
        raise Outdated(outcome.as_json())
    audit.record(
        "people.roster_imported",
        audit.Subject("file_import", task.number, task.filename),
        by=by,
        changes=audit.difference(asdict(Counts()), asdict(outcome.counts)),
    )
    return outcome


class _Run:
    """One pass through a list, with or without a writer."""

    def __init__(
        self, task: RosterTask, sink: Sink, report: Report, by: Actor, today: date
    ) -> None:
        self._task = task
        self._report = report
        self._days = Days(task.as_of, today)
        self._units: Units = queries.units_within(task.unit_path)
        self._posts = Posts(queries.post_keys(), task.posts, task.other_posts)
        self._post_names = queries.post_names()
        self._labels = Labels(lambda number: self._units[number].short_name, self._post_name)
        self._outcome = Outcome(task.filename, self._labels, sink)
        self._newest = queries.newest_employment()
        self._writer: Writer | None = None
        self._matched: set[int] = set()
        self._namesakes = Namesakes()

    def write_too(self, hand: Hand) -> None:
        """What is planned is also written."""
        self._writer = Writer(hand, self._posts, self._labels)

    def outcome(self, ending: Ending | None = None) -> Outcome:
        """The whole list is planned, and written if there is a writer."""
        reading = self._read()
        if self._writer:
            self._writer.write_aliases(self._posts.aliases)
        done = 0
        for portion in batches(reading.people, PERSONS_AT_ONCE):
            self._plan(portion, reading)
            done += sum(map(len, portion.values()))
            self._report((reading.rows_read + done) // 2, reading.rows_read)
        self._report(reading.rows_read, reading.rows_read)
        self._tell(reading)
        self._find_missing(reading, ending)
        return self._outcome

    def _read(self) -> Reading:
        with open_table(self._task.path, self._task.filename) as table:
            reading = read_lines(
                table, self._units, self._posts, lambda done, total: self._report(done // 2, total)
            )
        self._outcome.counts.rows_read = reading.rows_read
        self._outcome.sheets = reading.sheets
        self._outcome.unknown_posts = [asdict(post) for post in self._posts.unknown.values()]
        return reading

    def _plan(self, portion: dict[str, list[Line]], reading: Reading) -> None:
        known = queries.known_people(portion, for_update=self._writer is not None)
        plans = [
            plan_person(known.get(email), lines, self._days) for email, lines in portion.items()
        ]
        for plan in plans:
            self._outcome.add_person(plan)
            self._matched.update(step.known.id for step in plan.jobs if step.known)
            if plan.refusals:
                reading.doubtful_emails.add(plan.email)
            reading.refusals += plan.refusals
            reading.warnings += plan.warnings
        reading.warnings += self._namesakes.remarks(plans, self._known_namesakes(plans))
        if self._writer:
            self._writer.write(plans)

    def _known_namesakes(self, plans: Sequence[PersonPlan]) -> dict[Key, str]:
        new = [plan for plan in plans if plan.known is None]
        keys = [key_of(plan.name, step.line.unit_id) for plan in new for step in plan.jobs]
        names, units = {name for name, _unit in keys}, {unit for _name, unit in keys}
        return queries.namesakes(names, units) if keys else {}

    def _tell(self, reading: Reading) -> None:
        """Refusals and warnings are listed in the order of the file."""
        reading.warnings += self._posts.warnings()
        order = {sheet["sheet"]: at for at, sheet in enumerate(reading.sheets)}
        for name, remarks in (("refused", reading.refusals), ("warnings", reading.warnings)):
            in_order = sorted(remarks, key=lambda one: (order[one.place.sheet], one.place.line))
            self._outcome.add_remarks(name, in_order)

    def _find_missing(self, reading: Reading, ending: Ending | None) -> None:
        """Employments at the units of the list that no line speaks of; some end."""
        units = {line.unit_id for lines in reading.people.values() for line in lines}
        chosen: list[MissingJob] = []
        for missing in queries.active_jobs(units, self._days.as_of, self._newest):
            if missing.id in self._matched or missing.email in reading.doubtful_emails:
                continue
            self._outcome.add_not_in_file(missing.id, self._missing_item(missing))
            if ending and ending.covers(missing.id):
                chosen.append(missing)
        if self._writer and ending:
            self._outcome.ended = self._writer.end(chosen, ending.last_day)

    def _missing_item(self, missing: MissingJob) -> dict[str, str]:
        return {
            "name": missing.name,
            "email": missing.email,
            "unit": self._labels.unit(missing.job.unit_id),
            "post": self._labels.post(missing.job.post_id),
            "started_on": missing.job.started_on.isoformat(),
        }

    def _post_name(self, number: int) -> str:
        return self._posts.name_of_unknown(number) if number < 0 else self._post_names[number]
