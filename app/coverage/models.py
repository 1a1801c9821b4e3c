"""Rules of the indicator, kept with their settings so that a figure names the rule it follows."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base


class IndicatorRule(Base):
    """A named rule; `settings` are the fields of `app.coverage.indicator.Rule` as plain JSON."""

    __tablename__ = "indicator_rules"

    #: "W9-2026.1": row of the plan's table, year, version
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)

    @property
    def scope_paths(self) -> Iterable[str]:
        return ("",)
