"""Whoever acts, with the roles held at units of the tree."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    """What somebody is at a unit; it covers everything below that unit."""

    LEARNER = "learner"
    TRAINER = "trainer"
    SCHOOL_HEAD = "school_head"
    COORDINATOR = "coordinator"
    AUTHOR = "author"
    AUDITOR = "auditor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held now at the unit with this path (see `app.people.models.Unit.path`)."""

    role: Role
    unit_path: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts: a signed-in human, or a command. Detached from the database."""

    name: str
    account_id: int | None = None
    person_id: int | None = None
    grants: tuple[Grant, ...] = ()
    request_id: str | None = None
    is_command: bool = False


def command_line(name: str) -> Actor:
    """The operator at the command line, who may do everything; `name` says which command."""
    return Actor(name=name, is_command=True)


class Scoped(Protocol):
    """A thing that belongs to one or more units of the tree."""

    @property
    def scope_paths(self) -> Iterable[str]:
        """Paths of the units it belongs to; the empty path is what all units share."""
