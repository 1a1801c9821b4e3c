"""The tables of a preview as files to take away."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, Response

from app.core.permissions import Permission
from app.coverage.models.rules import RuleVersion
from app.coverage.queries.ground import rule_version
from app.coverage.routes.rule_preview import Preview, previewed
from app.coverage.wording import rule_tables as wording
from app.coverage.wording.tables import Table
from app.web.downloads import TABLE_FORMATS
from app.web.gate import requires

bp = Blueprint("rule_tables", __name__, url_prefix="/coverage/rules/<code>/preview")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table of the preview of a version, in one of the formats."""

    version: RuleVersion
    ending: str

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.version.scope_paths

    def file(self, table: Table, shown: Preview) -> Response:
        """The download, named after what is in it."""
        named = (self.version.code, table.name, shown.unit.short_name, str(shown.as_of))
        return TABLE_FORMATS[self.ending](
            f"{'-'.join(named)}.{self.ending}", table.headers, table.rows
        )


def wanted_table(code: str, ending: str) -> Wanted:
    """What the address asks for.

    Raises:
        NotFound: there is no such version.
    """
    return Wanted(rule_version(code), ending)


@bp.get("/units.<any(csv, xlsx):ending>")
@requires(Permission.RULE_EDIT, load=wanted_table)
def units(subject: Wanted) -> Response:
    """Every unit under both versions."""
    shown = previewed(subject.version)
    return subject.file(wording.units_table(shown.found, shown.rule_beside, shown.rule), shown)


@bp.get("/people.<any(csv, xlsx):ending>")
@requires(Permission.RULE_EDIT, load=wanted_table)
def people(subject: Wanted) -> Response:
    """Those who would stand elsewhere, as the page lists them."""
    shown = previewed(subject.version)
    rules = (shown.rule_beside, shown.rule)
    return subject.file(wording.people_table(shown.listed, *rules, shown.names.trainings), shown)
