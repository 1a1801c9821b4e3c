"""What personal codes are computed from, and which of them no longer hold."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, Coded, UtcDateTime


class LinkKind(StrEnum):
    """What a personal code opens."""

    BADGE = "badge"
    CALENDAR = "calendar"


class LinkKey(Base):
    """The one secret that badges and calendar addresses are computed from.

    It is made with the database, not with the server's settings: printed badges outlive those.
    """

    __tablename__ = "link_keys"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    secret: Mapped[str] = mapped_column(String(64))


class ReplacedLink(Base):
    """A person's code was lost or told: the ones before no longer hold. Never changed."""

    __tablename__ = "replaced_links"
    __table_args__ = (Index("ix_replaced_links_person_id", "person_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id", ondelete="RESTRICT"))
    kind: Mapped[LinkKind] = mapped_column(Coded(LinkKind))
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replaced_by: Mapped[str] = mapped_column(String(210))
