"""Published figures, and what heads confirmed for them. Rows are added, never changed."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, UtcDateTime
from app.coverage.models.rules import RuleVersion
from app.people.models import Unit


class StaffConfirmation(Base):
    """The head of a unit stands for the list of those who worked there on a day."""

    __tablename__ = "staff_confirmations"
    __table_args__ = (UniqueConstraint("unit_id", "as_of", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"))
    as_of: Mapped[date]
    #: how many persons were on the list
    people: Mapped[int]
    #: of the list's canonical form: once the list changes, this confirmation is not of it
    sha256: Mapped[str] = mapped_column(String(64))
    confirmed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[str] = mapped_column(String(210))

    unit: Mapped[Unit] = relationship()

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.unit.scope_paths


class Snapshot(Base):
    """A figure as it was published. A later correction makes the next number beside it."""

    __tablename__ = "snapshots"
    __table_args__ = (
        UniqueConstraint("unit_id", "rule_id", "as_of", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("trained <= eligible", name="trained_of_eligible"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"))
    rule_id: Mapped[int] = mapped_column(
        ForeignKey("indicator_rules.id", ondelete="RESTRICT"), index=True
    )
    version_id: Mapped[int] = mapped_column(
        ForeignKey("rule_versions.id", ondelete="RESTRICT"), index=True
    )
    as_of: Mapped[date]
    #: from 1, per unit, rule and day
    number: Mapped[int]
    #: amounts of the figure: persons, or thousandths of a full-time post
    eligible: Mapped[int]
    trained: Mapped[int]
    excluded: Mapped[int]
    #: schools whose head had not confirmed the staff list: with any, the figure is provisional
    unconfirmed: Mapped[int]
    #: where the log stood
    log_position: Mapped[int]
    #: why a figure of the same day was published before, and is published again
    note: Mapped[str] = mapped_column(String(500))
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_by: Mapped[str] = mapped_column(String(210))
    #: of the canonical form, which names the hash of every part
    sha256: Mapped[str] = mapped_column(String(64), unique=True)

    unit: Mapped[Unit] = relationship()
    version: Mapped[RuleVersion] = relationship()

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.unit.scope_paths

    @property
    def is_provisional(self) -> bool:
        return self.unconfirmed > 0


class SnapshotFigure(Base):
    """The figure of one unit inside a snapshot, as it was called then."""

    __tablename__ = "snapshot_figures"

    snapshot_id: Mapped[int] = mapped_column(
        ForeignKey("snapshots.id", ondelete="RESTRICT"), primary_key=True
    )
    unit_id: Mapped[int] = mapped_column(
        ForeignKey("units.id", ondelete="RESTRICT"), primary_key=True, index=True
    )
    #: order of names
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    short_name: Mapped[str] = mapped_column(String(60))
    rspo: Mapped[int | None]
    eligible: Mapped[int]
    trained: Mapped[int]
    excluded: Mapped[int]
    #: units at or below it whose staff list was not confirmed
    unconfirmed: Mapped[int] = mapped_column(server_default="0")
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by: Mapped[str | None] = mapped_column(String(210))


class SnapshotPart(Base):
    """A piece of what was published, byte for byte; pieces of one name follow by number."""

    __tablename__ = "snapshot_parts"

    snapshot_id: Mapped[int] = mapped_column(
        ForeignKey("snapshots.id", ondelete="RESTRICT"), primary_key=True
    )
    #: as in `app.coverage.canonical`
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    #: from 0
    number: Mapped[int] = mapped_column(primary_key=True)
    #: compressed by zlib
    content: Mapped[bytes] = mapped_column(LargeBinary)
