"""Who stands on the sheet of a meeting, school by school, and what is known of them already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.attendance.checkin import Refusal, closed_door
from app.attendance.marks import usual_time
from app.attendance.models.sessions import Meeting
from app.attendance.queries.doors import Door
from app.attendance.queries.expected import Invitee, School, expected_people, invitees
from app.attendance.queries.ledger import LedgerLine, ledger_of
from app.people.models import unit_sort_key


@dataclass(frozen=True, slots=True)
class SchoolGroup:
    """The expected people of one school by name; None: of those who work nowhere that day."""

    school: School | None
    people: tuple[Invitee, ...]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """Somebody on the sheet; `number` is the one printed there, None for a guest."""

    number: int | None
    person: Invitee
    known: LedgerLine | None

    @property
    def is_locked(self) -> bool:
        """Something is known already, so that a mark would say nothing new."""
        known = self.known
        return known is not None and (known.check_in is not None or known.correction is not None)


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """A school on the sheet; `school` is None for those who work nowhere that day."""

    school: School | None
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class PaperState:
    """The sheet of a meeting, as far as it is entered."""

    groups: tuple[PaperGroup, ...]
    #: who is not expected: those who are in already, and those who are about to be marked
    guests: tuple[PaperLine, ...]
    #: why no marks are taken now; None: they are
    closed: Refusal | None

    @property
    def lines(self) -> list[PaperLine]:
        """Everybody, in the order of the page."""
        return [*(line for group in self.groups for line in group.lines), *self.guests]


def sheet_groups(meeting: Meeting) -> list[SchoolGroup]:
    """The people expected at the meeting, by school and name; two queries."""
    return _by_school(expected_people(meeting.session, meeting.day))


def paper_state(door: Door, guest_ids: Iterable[int], at: datetime) -> PaperState:
    """The sheet with all that is known at that instant, and these guests; five queries at most."""
    known = {line.person.person_id: line for line in ledger_of(door)}
    expected = [line.person for line in known.values() if line.is_expected]
    groups = _by_school(expected)
    here = [line.person for line in known.values() if not line.is_expected]
    new = set(guest_ids) - known.keys()
    guests = [*here, *invitees(new, door.day)] if new else here
    return PaperState(
        tuple(_with_numbers(group, known) for group in groups),
        tuple(PaperLine(None, one, known.get(one.person_id)) for one in guests),
        closed_door(usual_time(door.terms, at), door.terms),
    )


def _with_numbers(group: SchoolGroup, known: dict[int, LedgerLine]) -> PaperGroup:
    lines = (
        PaperLine(number, one, known.get(one.person_id))
        for number, one in enumerate(group.people, start=1)
    )
    return PaperGroup(group.school, tuple(lines))


def _by_school(people: Sequence[Invitee]) -> list[SchoolGroup]:
    """Each person once, under their first school."""
    found: dict[School | None, list[Invitee]] = {}
    places: dict[int, School] = {}
    for one in people:
        school = next(iter(one.schools), None)
        place = places.setdefault(school.id, school) if school else None
        found.setdefault(place, []).append(one)
    ordered = sorted(found.items(), key=lambda item: _school_key(item[0]))
    return [
        SchoolGroup(school, tuple(sorted(ours, key=lambda one: (one.sort_key, one.person_id))))
        for school, ours in ordered
    ]


def _school_key(school: School | None) -> tuple[bool, str, int]:
    """Those who work nowhere come last."""
    return (False, unit_sort_key(school.name), school.id) if school else (True, "", 0)
