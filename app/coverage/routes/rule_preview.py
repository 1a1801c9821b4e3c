"""What the preview of a version of a rule shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import request, url_for

from app.core import clock
from app.core.errors import NotFound
from app.core.paging import Page
from app.core.permissions import Permission, scope_of
from app.coverage.forms.days import AsOfForm
from app.coverage.indicator.rule import Rule
from app.coverage.models.rules import RuleVersion
from app.coverage.queries.ground import rule_of, rule_version
from app.coverage.queries.rule_effects import (
    Effect,
    Move,
    PartEffect,
    PeopleEffect,
    PersonEffect,
    effect,
    people_effect,
)
from app.coverage.queries.rules import (
    RuleNames,
    remarks_on,
    rule_names,
    rules_in_force,
    version_beside,
)
from app.coverage.routes.chosen import chosen_day
from app.coverage.soundness import Remark
from app.coverage.wording import rule_effects as wording
from app.coverage.wording import rule_versions
from app.people.models import Unit
from app.people.queries.units import top_unit, unit_or_404
from app.web.addresses import LARGEST_ROW_NUMBER
from app.web.gate import actor
from app.web.pagination import page_number

#: a country has thousands of cities
_PARTS_SHOWN = 100

Filter = tuple[str, int | None, str, bool]


@dataclass(frozen=True, slots=True)
class Preview:
    """A version of a rule, and the one that it is held against."""

    version: RuleVersion
    beside: RuleVersion
    names: RuleNames
    unit: Unit
    form: AsOfForm
    as_of: date
    found: Effect
    #: None where there are too many to be named
    people: PeopleEffect | None

    @property
    def rule(self) -> Rule:
        """What the version says."""
        return rule_of(self.version)

    @property
    def rule_beside(self) -> Rule:
        """What the other one says."""
        return rule_of(self.beside)

    @property
    def move(self) -> Move | None:
        """The only move that is listed; None for all."""
        asked = request.args.get("move")
        moves = self.people.moves if self.people else ()
        return next((one for one in moves if wording.move_code(one) == asked), None)

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """What the two say differently."""
        return rule_versions.differences(self.rule_beside, self.rule, self.names)

    @property
    def remarks(self) -> list[Remark]:
        """What is odd about the version today."""
        return remarks_on(self.rule, self.names, clock.today())

    @property
    def parts(self) -> list[PartEffect]:
        """The units, those that differ most first."""
        return sorted(self.found.parts, key=_difference, reverse=True)[:_PARTS_SHOWN]

    @property
    def listed(self) -> list[PersonEffect]:
        """Who would stand elsewhere, narrowed to the move that is asked for."""
        everybody, move = (self.people.people if self.people else ()), self.move
        return [one for one in everybody if move in {None, one.move}]

    @property
    def page(self) -> Page[PersonEffect]:
        """The same, a page of them."""
        return Page.cut(self.listed, page_number())

    @property
    def choices(self) -> Iterator[Filter]:
        """Everybody who moves, then each move."""
        moves, chosen = (self.people.moves if self.people else {}), self.move
        yield wording.every_move(), sum(moves.values()), self.url(), chosen is None
        for one, count in sorted(moves.items()):
            url = self.url(move=wording.move_code(one))
            yield wording.move(one), count, url, one == chosen

    @property
    def says_something_new(self) -> bool:
        """Whether it differs from the version that it would replace."""
        before = self.version.before
        return before is None or before.settings != self.version.settings

    @property
    def way_here(self) -> list[tuple[str, str]]:
        """Name and address of what stands above, from the list of rules down."""
        rule = (self.version.code, url_for("rules.show", code=self.version.code))
        above = self.unit.parent
        unit = [(above.short_name, self.url(unit_id=above.id))] if above else []
        return [(wording.all_rules(), url_for("rules.index")), rule, *unit]

    @property
    def besides(self) -> list[tuple[str, str]]:
        """(code, title) of the versions that it can be held against."""
        others = [(one.code, one.title) for one in rules_in_force()]
        own = (self.beside.code, self.beside.rule.title)
        return others if own in others else [own, *others]

    def url(self, unit_id: int | None = None, move: str | None = None) -> str:
        """The address of this preview, of another unit or narrowed to a move."""
        return url_for(
            "rules.preview",
            code=self.version.code,
            as_of=self.as_of.isoformat(),
            unit=unit_id or self.unit.id,
            beside=self.beside.code,
            move=move,
        )


def _difference(part: PartEffect) -> int:
    return abs((part.after.tenths or 0) - (part.before.tenths or 0))


def previewed(version: RuleVersion) -> Preview:
    """What the address asks to see of this version.

    Raises:
        NotFound: it names a unit or another version that does not exist.
    """
    form, as_of = chosen_day()
    beside, unit = _chosen_beside(version), _chosen_unit()
    before, after = rule_of(beside), rule_of(version)
    return Preview(
        version=version,
        beside=beside,
        names=rule_names(),
        unit=unit,
        form=form,
        as_of=as_of,
        found=effect(before, after, unit, as_of),
        people=people_effect(before, after, unit, as_of),
    )


def _chosen_beside(version: RuleVersion) -> RuleVersion:
    """The version that the address names, or what this one is best held against."""
    asked = request.args.get("beside", "").replace("\0", "")  # no database keeps that letter
    return rule_version(asked) if asked else version_beside(version)


def _chosen_unit() -> Unit:
    """The one that the address names, or the highest."""
    asked = request.args.get("unit", type=int)
    if asked is None:
        return top_unit(scope_of(actor(), Permission.COVERAGE_READ))
    if not 0 < asked <= LARGEST_ROW_NUMBER:
        raise NotFound
    return unit_or_404(asked)
