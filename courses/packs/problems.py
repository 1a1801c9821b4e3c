"""What is wrong with a pack, collected so that an author is told everything at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.core.errors import DomainError


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, and what it is. `courses.wording.packs` has the words."""

    #: relative to the folder of the pack
    file: str
    #: from 1; None when the file as a whole is meant
    line: int | None
    code: str
    details: Mapping[str, str] = field(default_factory=dict)


class PackRefused(DomainError):
    """The pack has faults; nothing of it was taken."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} faults")


class Problems:
    """The faults found so far; one that is found twice is kept once."""

    def __init__(self) -> None:
        self._found: dict[object, Problem] = {}

    def __len__(self) -> int:
        return len(self._found)

    def add(self, file: str, line: int | None, code: str, /, **details: object) -> None:
        """The fault is known; details become text."""
        words = {key: str(value) for key, value in details.items()}
        same = (file, line, code, *words.items())
        self._found.setdefault(same, Problem(file, line, code, words))

    def in_order(self) -> list[Problem]:
        """By file, then by line."""
        return sorted(self._found.values(), key=lambda problem: (problem.file, problem.line or 0))

    def refuse_if_any(self) -> None:
        """Nothing happens when nothing was found.

        Raises:
            PackRefused
        """
        if self._found:
            raise PackRefused(self.in_order())
