"""Whom a list means: one person for certain, or several to choose from, or nobody."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from app.training.lists.names import ListedName
from app.training.lists.reading import Entry

MAX_CANDIDATES = 6

#: share of equal letters: one wrong letter in a short name still passes
_SIMILAR = 0.84


@dataclass(frozen=True, slots=True)
class Job:
    """Where and when somebody works or worked."""

    unit_id: int
    started_on: date
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """A person that Kadra has within reach."""

    id: int
    email: str
    #: "surname first name", folded
    key: str
    jobs: tuple[Job, ...]
    #: addresses of entries that were merged into this one
    earlier_emails: tuple[str, ...] = ()

    def worked_at(self, unit_id: int) -> bool:
        return any(job.unit_id == unit_id for job in self.jobs)

    def worked_there_on(self, unit_id: int, day: date) -> bool:
        return any(
            job.unit_id == unit_id
            and job.started_on <= day
            and (job.ended_on is None or day <= job.ended_on)
            for job in self.jobs
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """Nobody for certain: why, and who may be meant, the likeliest first (nobody: unknown)."""

    code: str
    candidates: tuple[int, ...] = ()


class Staff:
    """The people among whom those of the list are looked for."""

    def __init__(self, people: Iterable[Known]) -> None:
        self._by_id: dict[int, Known] = {}
        self._by_email: dict[str, Known] = {}
        self._by_key: dict[str, list[Known]] = defaultdict(list)
        self._by_unit: dict[int, list[Known]] = defaultdict(list)
        self.add(people)

    def add(self, people: Iterable[Known]) -> None:
        """These are looked at too."""
        for one in people:
            if one.id in self._by_id:
                continue
            self._by_id[one.id] = self._by_email[one.email] = one
            self._by_email |= dict.fromkeys(one.earlier_emails, one)
            self._by_key[one.key].append(one)
            for unit_id in {job.unit_id for job in one.jobs}:
                self._by_unit[unit_id].append(one)

    def identify(self, entry: Entry) -> int | Doubt:
        """The id of the person the entry means, or the doubt that is left.

        An e-mail address decides, unless the name beside it is another's. A name decides together
        with the school: whoever worked there on the day, else whoever ever did.
        """
        owner = self._by_email.get(entry.email) if entry.email else None
        if owner is not None:
            return self._checked(owner, entry)
        if entry.name is None:
            return Doubt("email_unknown")
        found = self._by_name(entry, entry.name)
        if entry.email and not isinstance(found, Doubt):
            return Doubt("email_differs", (found,))
        return found

    def _checked(self, owner: Known, entry: Entry) -> int | Doubt:
        if entry.name is None or _share_a_word(owner, entry.name):
            return owner.id
        return _doubt("name_differs", [owner, *self._called(entry.name.keys)]) or _NOBODY

    def _by_name(self, entry: Entry, name: ListedName) -> int | Doubt:
        called = self._called(name.keys)
        if entry.unit is None:
            code = "unit_unknown" if entry.unknown_unit else "unit_missing"
            return (
                _doubt(code, called)
                or _doubt("name_swapped", self._called(name.swapped))
                or _NOBODY
            )
        unit_id = entry.unit.id
        here = [one for one in called if one.worked_at(unit_id)] or self._same(name, unit_id)
        then = [one for one in here if one.worked_there_on(unit_id, entry.completed_on)]
        if len(then or here) == 1:
            return (then or here)[0].id
        swapped = [one for one in self._called(name.swapped) if one.worked_at(unit_id)]
        return (
            _doubt("several", then or here)
            or _doubt("name_swapped", swapped)
            or _doubt("name_similar", self._similar(name, unit_id))
            or _doubt("other_unit", called)
            or _NOBODY
        )

    def _called(self, keys: Iterable[str]) -> list[Known]:
        return [one for key in keys for one in self._by_key.get(key, ())]

    def _same(self, name: ListedName, unit_id: int) -> list[Known]:
        """People of the unit who are called so, but for dashes."""
        wanted = {_loose(key) for key in name.keys}
        return [one for one in self._by_unit.get(unit_id, ()) if _loose(one.key) in wanted]

    def _similar(self, name: ListedName, unit_id: int) -> list[Known]:
        """People of the unit whose names differ by a letter or two, or by a second name."""
        people: dict[str, list[Known]] = defaultdict(list)
        for one in self._by_unit.get(unit_id, ()):
            people[_loose(one.key)].append(one)
        wanted = [_loose(key) for key in name.keys]
        close = [key for one in wanted for key in get_close_matches(one, people, cutoff=_SIMILAR)]
        longer = [key for key in people for one in wanted if _is_part(one, key)]
        return [one for key in dict.fromkeys([*close, *longer]) for one in people[key]]


_NOBODY = Doubt("person_unknown")


def _doubt(code: str, candidates: list[Known]) -> Doubt | None:
    ids = dict.fromkeys(one.id for one in candidates)
    return Doubt(code, tuple(ids)[:MAX_CANDIDATES]) if ids else None


def _loose(key: str) -> str:
    """Dashes do not matter."""
    return key.replace("-", " ")


def _is_part(one: str, other: str) -> bool:
    """Whether all words of one name stand in the other: "Nowak Anna" and "Nowak Anna Maria"."""
    shorter, longer = sorted((set(one.split()), set(other.split())), key=len)
    return len(shorter) > 1 and shorter < longer


def _share_a_word(owner: Known, name: ListedName) -> bool:
    """Surnames change when people marry, first names are shortened: one equal part is enough."""
    words = set(_loose(owner.key).split())
    return any(words & set(_loose(key).split()) for key in name.keys)
