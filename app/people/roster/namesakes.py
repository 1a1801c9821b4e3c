"""Somebody new who may be somebody known: the same name at the same unit, under another address."""

from collections.abc import Iterable, Iterator, Mapping

from app.core.folding import fold
from app.people.roster.facts import Name, Remark
from app.people.roster.plans import PersonPlan

#: folded name, surname first, and unit
Key = tuple[str, int]


def key_of(name: Name, unit_id: int) -> Key:
    """What two records of one person would share."""
    return fold(f"{name.last_name} {name.first_name}"), unit_id


class Namesakes:
    """Remembers who was new, so that one person under two addresses of the list is seen too."""

    def __init__(self) -> None:
        self._new: dict[Key, str] = {}

    def remarks(self, plans: Iterable[PersonPlan], known: Mapping[Key, str]) -> Iterator[Remark]:
        """One remark per person who is new and has a namesake; `known` gives addresses by key."""
        for plan in plans:
            if plan.known is None:
                yield from self._remarks_of(plan, known)

    def _remarks_of(self, plan: PersonPlan, known: Mapping[Key, str]) -> Iterator[Remark]:
        for step in plan.jobs:
            key = key_of(plan.name, step.line.unit_id)
            other = known.get(key) or self._new.setdefault(key, plan.email)
            if other != plan.email:
                data = {"name": plan.name.full, "email": other}
                yield Remark(step.line.place, "namesake", data)
                return
