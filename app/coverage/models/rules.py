"""Rules of the indicator and their versions: a figure names the version it follows."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base, UtcDateTime


class IndicatorRule(Base):
    """One question that is asked of the staff, such as "teachers of schools, official"."""

    __tablename__ = "indicator_rules"
    __table_args__ = (
        CheckConstraint("length(key) > 0", name="key_given"),
        CheckConstraint("length(title) > 0", name="title_given"),
        Index(
            "uq_indicator_rules_official",
            "is_official",
            unique=True,
            sqlite_where=text("is_official"),
            postgresql_where=text("is_official"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    #: "W9-2026": row of the plan's table, year; with the number of a version it makes the code
    key: Mapped[str] = mapped_column(String(30), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    #: the one that is meant where no rule is named
    is_official: Mapped[bool]
    #: order in which rules stand side by side
    position: Mapped[int]

    versions: Mapped[list["RuleVersion"]] = relationship(
        back_populates="rule", order_by="RuleVersion.number.desc()"
    )

    @property
    def in_force(self) -> "RuleVersion | None":
        """The version that figures follow now; None while the rule has but a draft."""
        return next((one for one in self.versions if one.in_force_at is not None), None)

    @property
    def draft(self) -> "RuleVersion | None":
        """The version that may still be changed."""
        return next((one for one in self.versions if one.in_force_at is None), None)

    @property
    def scope_paths(self) -> Iterable[str]:
        """Rules belong to the whole tree."""
        return ("",)


class RuleVersion(Base):
    """What a rule says. In force it is never changed; a draft may be."""

    __tablename__ = "rule_versions"
    __table_args__ = (
        UniqueConstraint("rule_id", "number"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("(in_force_at IS NULL) = (in_force_by IS NULL)", name="in_force_whole"),
        Index(
            "uq_rule_versions_draft",
            "rule_id",
            unique=True,
            sqlite_where=text("in_force_at IS NULL"),
            postgresql_where=text("in_force_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule_id: Mapped[int] = mapped_column(ForeignKey("indicator_rules.id", ondelete="RESTRICT"))
    #: from 1
    number: Mapped[int]
    #: the fields of `app.coverage.indicator.rule.Rule` as plain JSON
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    #: why it was drafted
    note: Mapped[str] = mapped_column(String(500))
    drafted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    drafted_by: Mapped[str] = mapped_column(String(210))
    #: None while it is a draft; of those in force the newest holds
    in_force_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    in_force_by: Mapped[str | None] = mapped_column(String(210))

    rule: Mapped[IndicatorRule] = relationship(back_populates="versions")

    @property
    def code(self) -> str:
        """How figures name it: "W9-2026.1"."""
        return f"{self.rule.key}.{self.number}"

    @property
    def is_draft(self) -> bool:
        return self.in_force_at is None

    @property
    def is_replaced(self) -> bool:
        """Whether a newer version is in force."""
        return not self.is_draft and self.rule.in_force is not self

    @property
    def before(self) -> "RuleVersion | None":
        """The version that it replaced, or would replace; None of the first one."""
        return next((one for one in self.rule.versions if one.number < self.number), None)

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.rule.scope_paths
