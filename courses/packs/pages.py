"""A lesson while it is being read: what it refers to, what it has shown, and where it is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from app.core.folding import fold
from courses.packs.labels import Labels
from courses.packs.pictures import Picture
from courses.packs.problems import Problems
from courses.packs.schema import Fact, Term

#: as long as an id may be that remembers where somebody stopped reading
_LONGEST_ID = 80
_LEVELS = range(2, 5)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What lessons may refer to; None stands for what could not be read, which was told."""

    labels: Labels
    terms: Mapping[str, Term] | None
    facts: Mapping[str, Fact] | None
    pictures: Mapping[str, Picture | None]


class Page:
    """One lesson; numbers count from its beginning, across its parts."""

    def __init__(self, file: str, shelf: Shelf, problems: Problems) -> None:
        self.file = file
        self.labels = shelf.labels
        #: facts in the order in which the lesson names them first
        self.cited: list[str] = []
        #: those of them that are named where everybody reads it
        self.named: set[str] = set()
        self.pictures: set[str] = set()
        self.is_faulty = False
        self._shelf = shelf
        self._problems = problems
        self._terms = self._tables = self._references = 0
        #: as links name them → how many of that name there are
        self._headings: dict[str, int] = {}
        self._links: list[tuple[int, str]] = []
        self._checks: dict[str, int] = {}
        self._level = 1

    def tell(self, line: int, code: str, **details: object) -> None:
        """The lesson is wrong here, and will not be rendered."""
        self.is_faulty = True
        self._problems.add(self.file, line, code, **details)

    def term(self, key: str, words: str, line: int) -> dict[str, str]:
        """What is needed to show the term, and the words it is shown by."""
        self._terms += 1
        term = (self._shelf.terms or {}).get(key)
        if term is None:
            self._lacks("unknown_term", key, line, is_known=self._shelf.terms is None)
            return {}
        return {
            "anchor": f"term-{self._terms}",
            "words": words or term.term,
            "term": term.term,
            "definition": term.definition,
        }

    def fact(self, key: str, line: int, *, is_hidden: bool) -> dict[str, str]:
        """What is needed to refer to the source; explanations are hidden until somebody answers."""
        if key not in (self._shelf.facts or {}):
            self._lacks("unknown_fact", key, line, is_known=self._shelf.facts is None)
        if key not in self.cited:
            self.cited.append(key)
        is_first = key not in self.named and not is_hidden
        if is_first:
            self.named.add(key)
        self._references += 1
        number = self.cited.index(key) + 1
        return {
            "anchor": reference_id(key) if is_first else f"reference-{self._references}",
            "target": source_id(key),
            "number": str(number),
            "label": self.labels.source.format(number),
        }

    def heading(self, level: int, text: str, line: int) -> str:
        """The id of the heading; the levels follow each other."""
        if level not in _LEVELS or level > self._level + 1:
            self.tell(line, "heading_level", found="#" * level)
        self._level = level
        slug = heading_slug(text)
        if not slug:
            self.tell(line, "heading_empty")
        name = slug
        while name in self._headings:
            self._headings[slug] += 1
            name = f"{slug}-{self._headings[slug]}"
        self._headings[name] = 1
        return heading_id(name)

    def table(self) -> str:
        """What the next table is called."""
        self._tables += 1
        return self.labels.table.format(self._tables)

    def picture(self, source: str, line: int) -> Picture | None:
        """The picture that the lesson means; None if there is none, or none that can be shown."""
        name = normpath(join(dirname(self.file), source))
        self.pictures.add(name)
        picture = self._shelf.pictures.get(name)
        if picture is None:
            is_known = name in self._shelf.pictures
            self._lacks("unknown_picture", source[:80], line, is_known=is_known)
        return picture

    def check(self, key: str, line: int) -> None:
        """The lesson has a check by this name, and no other."""
        first = self._checks.setdefault(key, line)
        if first != line:
            self.tell(line, "duplicate_id", id=key, first=first)

    def link(self, slug: str, line: int) -> str:
        """Where a link to a heading of the lesson leads."""
        self._links.append((line, slug))
        return f"#{heading_id(slug)}"

    def _lacks(self, code: str, thing: str, line: int, *, is_known: bool) -> None:
        """The lesson cannot be shown; why was told already if the fault is known."""
        self.is_faulty = True
        if not is_known:
            self.tell(line, code, id=thing)

    def finish(self) -> None:
        """Whatever a link leads to has been seen by now."""
        for line, slug in self._links:
            if slug not in self._headings:
                self.tell(line, "unknown_heading", href=f"#{slug}")


def heading_slug(text: str) -> str:
    """The heading as links name it: lower-case letters and digits, hyphens between words."""
    return re.sub(r"[\W_]+", "-", fold(text)).strip("-")[: _LONGEST_ID - len("h--99")]


def heading_id(slug: str) -> str:
    """Headings have a prefix, so that none can be mistaken for a piece of the page around it."""
    return f"h-{slug}"


def source_id(fact: str) -> str:
    """Where the source stands at the foot of the lesson."""
    return f"source-{fact}"


def reference_id(fact: str) -> str:
    """Where the lesson first refers to the source."""
    return f"first-{fact}"
