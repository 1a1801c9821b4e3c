"""What another rule would change, as tables to take away."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from flask_babel import gettext as _

from app.coverage.indicator.rule import Rule
from app.coverage.indicator.values import FULL_TIME, Figure
from app.coverage.queries.rule_effects import Effect, PersonEffect
from app.coverage.queries.rules import TrainingName
from app.coverage.wording.labels import standing_label
from app.coverage.wording.reasons import sentence
from app.coverage.wording.tables import Table
from app.web.downloads import Percent, Value


def units_table(found: Effect, before: Rule, after: Rule) -> Table:
    """Every unit under both rules, and everybody once as the last row."""
    headers = [_("RSPO"), _("Unit"), *_figure_headers(before), *_figure_headers(after)]
    rows: list[list[Value]] = [
        [one.unit.rspo, one.unit.name, *_cells(one.before), *_cells(one.after)]
        for one in found.parts
    ]
    rows.append([
        None,
        _("Together, everybody once"),
        *_cells(found.before),
        *_cells(found.after),
    ])
    return Table(_("units"), headers, rows)


def people_table(
    people: Iterable[PersonEffect],
    before: Rule,
    after: Rule,
    names: Mapping[int, TrainingName],
) -> Table:
    """Everybody who would stand elsewhere, with both reasons."""
    headers = [
        *(_("Surname"), _("First name"), _("Units")),
        *(title for rule in (before, after) for title in _verdict_headers(rule)),
    ]
    rows = [
        [
            one.name.last_name,
            one.name.first_name,
            ", ".join(one.units),
            standing_label(one.before.standing),
            sentence(one.before, before, names),
            standing_label(one.after.standing),
            sentence(one.after, after, names),
        ]
        for one in people
    ]
    return Table(_("people"), headers, rows)


def _figure_headers(rule: Rule) -> list[str]:
    return [
        _("%(code)s: counted", code=rule.code),
        _("%(code)s: trained", code=rule.code),
        _("%(code)s: share", code=rule.code),
    ]


def _verdict_headers(rule: Rule) -> list[str]:
    return [_("%(code)s: standing", code=rule.code), _("%(code)s: reason", code=rule.code)]


def _cells(figure: Figure) -> list[Value]:
    share = None if figure.tenths is None else Percent(Decimal(figure.tenths) / 1000)
    counts = (figure.eligible, figure.trained)
    if figure.is_fte:
        return [*(Decimal(one) / FULL_TIME for one in counts), share]
    return [*counts, share]
