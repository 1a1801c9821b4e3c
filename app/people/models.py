"""Units, posts, persons, and the periods that connect them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Numeric,
    String,
    UniqueConstraint,
    and_,
    false,
    func,
    or_,
    true,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column, relationship

from app.core.db import Base, Coded, ordered_text
from app.core.folding import fold, polish_sort_key

_BEFORE_ALL_LETTERS = "0"  # keys of letters, numbers and breaks begin with a higher digit


class UnitKind(StrEnum):
    """What a unit is, in the terms of the register of schools (RSPO)."""

    RUNNING_BODY = "running_body"
    PRIMARY_SCHOOL = "primary_school"
    KINDERGARTEN = "kindergarten"
    SCHOOL_COMPLEX = "school_complex"
    SHARED_SERVICE_CENTRE = "shared_service_centre"
    OTHER = "other"


class Unit(Base):
    """A node of the tree: a running body, and below it schools, kindergartens and offices."""

    __tablename__ = "units"
    __table_args__ = (
        CheckConstraint("length(name) > 0", name="name_given"),
        CheckConstraint("rspo BETWEEN 1 AND 99999999", name="rspo_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("units.id", ondelete="RESTRICT"), index=True
    )
    #: ids from the root down to this unit, each followed by a dot ("1.7."): a prefix is an ancestor
    path: Mapped[str] = mapped_column(ordered_text(200), index=True)
    kind: Mapped[UnitKind] = mapped_column(Coded(UnitKind))
    name: Mapped[str] = mapped_column(String(200))
    #: what people say ("SP nr 6"); shown in tables
    short_name: Mapped[str] = mapped_column(String(60))
    #: number in the register of schools and units; offices have none
    rspo: Mapped[int | None] = mapped_column(unique=True)
    sort_key: Mapped[str] = mapped_column(ordered_text(400))

    parent: Mapped["Unit | None"] = relationship(remote_side="Unit.id")

    @property
    def scope_paths(self) -> Iterable[str]:
        return (self.path,)

    @classmethod
    def below(cls, *paths: str) -> ColumnElement[bool]:
        """SQL: the unit stands at or below one of these paths; the empty path is the whole tree."""
        if "" in paths:
            return true()
        # "/" follows "." in code-point order, so the range is the prefix, and an index serves it
        return or_(false(), *(between_paths(cls.path, path) for path in paths))

    def rename(self, name: str, short_name: str) -> None:
        """The unit bears this name, and sorts by it with numbers in their order."""
        self.name, self.short_name = name, short_name
        self.sort_key = unit_sort_key(name)


def stands_below(lower: type[Unit], upper: type[Unit]) -> ColumnElement[bool]:
    """SQL: the one unit stands at the other or below it; both are (aliases of) `Unit`."""
    end = func.substr(upper.path, 1, func.length(upper.path) - 1) + "/"
    return and_(lower.path >= upper.path, lower.path < end)


def between_paths(column: InstrumentedAttribute[str], path: str) -> ColumnElement[bool]:
    """SQL: `column` begins with `path`."""
    return and_(column >= path, column < f"{path[:-1]}/")


def unit_sort_key(name: str) -> str:
    """A key under which "nr 2" stands before "nr 10"."""
    words = polish_sort_key(name).split()
    return " ".join(word.zfill(6) if word.isdecimal() else word for word in words)[:400]


class Post(Base):
    """An entry of the catalogue of posts."""

    __tablename__ = "posts"
    __table_args__ = (CheckConstraint("length(name) > 0", name="name_given"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    #: the name as it is matched: one post, however it is typed
    folded_name: Mapped[str] = mapped_column(String(120), unique=True)
    #: a teaching post under the Teachers' Charter; None while nobody has decided
    is_teaching: Mapped[bool | None]

    @property
    def scope_paths(self) -> Iterable[str]:
        return ("",)


class PostAlias(Base):
    """Another way to write the name of a post."""

    __tablename__ = "post_aliases"

    folded_name: Mapped[str] = mapped_column(String(120), primary_key=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="CASCADE"), index=True)


class Person(Base):
    """One human, known by one e-mail address."""

    __tablename__ = "persons"
    __table_args__ = (
        CheckConstraint("length(last_name) > 0", name="last_name_given"),
        CheckConstraint("email = lower(email)", name="email_lower"),
        Index("ix_persons_sort_key_id", "sort_key", "id"),
        Index("ix_persons_folded_name", "folded_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    first_name: Mapped[str] = mapped_column(String(100))
    last_name: Mapped[str] = mapped_column(String(100))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    #: "surname first name" without diacritics, for search and for matching by name
    folded_name: Mapped[str] = mapped_column(String(210))
    #: the same in Polish alphabetical order
    sort_key: Mapped[str] = mapped_column(ordered_text(420))
    #: the same human under another address, who holds everything since the two were merged
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("persons.id", ondelete="RESTRICT"), index=True
    )

    employments: Mapped[list["Employment"]] = relationship(
        back_populates="person", order_by="Employment.started_on.desc()"
    )
    absences: Mapped[list["Absence"]] = relationship(
        back_populates="person", order_by="Absence.started_on.desc()"
    )

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def person_id(self) -> int:
        return self.id

    @property
    def scope_paths(self) -> Iterable[str]:
        """Every unit that has ever employed the person; one without employment is nobody's."""
        return {employment.unit.path for employment in self.employments}


def name_keys(first_name: str, last_name: str) -> dict[str, str]:
    """The derived columns of a person's name, cut to their widths: some letters take many signs.

    The surname sorts first: all who are called Lis stand before Lis-Nowak.
    """
    sort_key = _BEFORE_ALL_LETTERS.join(map(polish_sort_key, (last_name, first_name)))
    return {
        "folded_name": fold(f"{last_name} {first_name}")[:210],
        "sort_key": sort_key[:420],
    }


class Employment(Base):
    """A person works at a unit on a post from one date to another, both included."""

    __tablename__ = "employments"
    __table_args__ = (
        UniqueConstraint("person_id", "unit_id", "post_id", "started_on"),
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ends_after_start"),
        CheckConstraint("fte > 0 AND fte <= 2", name="fte_range"),
        Index("ix_employments_unit_id_started_on", "unit_id", "started_on"),
        Index("ix_employments_person_id", "person_id"),
        Index("ix_employments_post_id", "post_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"))
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id", ondelete="RESTRICT"))
    #: share of full working time, 1 is a full-time post
    fte: Mapped[Decimal] = mapped_column(Numeric(4, 3))
    started_on: Mapped[date]
    ended_on: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="employments")
    unit: Mapped[Unit] = relationship()
    post: Mapped[Post] = relationship()

    @property
    def scope_paths(self) -> Iterable[str]:
        return (self.unit.path,)

    def is_active(self, on: date) -> bool:
        """Whether the person works here on that day."""
        return self.started_on <= on and (self.ended_on is None or on <= self.ended_on)

    @classmethod
    def active_on(cls, day: date | ColumnElement[date]) -> ColumnElement[bool]:
        """SQL: the employment holds on that day."""
        return and_(cls.started_on <= day, or_(cls.ended_on.is_(None), cls.ended_on >= day))


class Absence(Base):
    """A person is away from one date to another, both included. The reason is nobody's business."""

    __tablename__ = "absences"
    __table_args__ = (
        UniqueConstraint("person_id", "unit_id", "started_on"),
        CheckConstraint("ended_on IS NULL OR ended_on >= started_on", name="ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("persons.id", ondelete="RESTRICT"), index=True
    )
    #: absent from the work at this unit; from all work where it is None
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("units.id", ondelete="RESTRICT"), index=True
    )
    started_on: Mapped[date]
    ended_on: Mapped[date | None]

    unit: Mapped[Unit | None] = relationship()
    person: Mapped[Person] = relationship(back_populates="absences")

    @property
    def scope_paths(self) -> Iterable[str]:
        return (self.unit.path,) if self.unit else self.person.scope_paths
