"""Tokens by which programs read."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, UtcDateTime
from app.people.models import Unit


class ApiToken(Base):
    """A program may read what concerns a unit and all below it, until a day."""

    __tablename__ = "api_tokens"
    __table_args__ = (
        CheckConstraint("length(name) > 0", name="name_given"),
        CheckConstraint("(revoked_at IS NULL) = (revoked_by IS NULL)", name="revoked_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id", ondelete="RESTRICT"), index=True)
    #: what it is for
    name: Mapped[str] = mapped_column(String(120))
    #: SHA-256 of the token; the token itself is shown once and never stored
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str] = mapped_column(String(210))
    #: without it, figures only: nobody is named
    sees_people: Mapped[bool]
    #: the last day on which it works
    expires_on: Mapped[date]
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by: Mapped[str | None] = mapped_column(String(210))
    #: to the day, so that reading seldom writes
    last_used_on: Mapped[date | None]

    unit: Mapped[Unit] = relationship()

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.unit.scope_paths
