"""The sheets of the workbook: what was published, as tables to sort and filter."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from flask_babel import force_locale
from flask_babel import gettext as _

from app.core import clock
from app.coverage.indicator.values import FULL_TIME, Figure, Reason, Standing
from app.coverage.publication import Publication, Summary
from app.coverage.wording import labels
from app.coverage.wording.evidence.report import LANGUAGE
from app.coverage.wording.reasons import reason_label
from app.web.downloads import Percent, Sheet, Value

Cells = list[Value]


def sheets_of(found: Publication) -> list[Sheet]:
    """Summary, units, people, lists, certificates; rows are read as the workbook is written."""
    with force_locale(LANGUAGE):
        return [
            Sheet(_("Summary"), [_("What"), _("Value")], list(_facts(found, found.summary()))),
            Sheet(_("Units"), _unit_headers(), list(_units(found))),
            Sheet(_("Persons"), _people_headers(), _people(found, _standings())),
            Sheet(_("Lists"), _list_headers(), _lists(found)),
            Sheet(_("Certificates"), _certificate_headers(), _certificates(found)),
        ]


def _facts(found: Publication, summary: Summary) -> Iterator[Cells]:
    document, figure = found.document, found.figure
    yield [_("Unit"), document["unit"]["name"]]
    yield [_("Indicator"), document["rule"]["title"]]
    yield [_("Rule"), document["rule"]["code"]]
    yield [_("As of"), found.as_of]
    for name, value in zip(_figure_headers(), _figure_cells(figure), strict=True):
        yield [name, value]
    yield [_("Target"), Percent(Decimal(figure.target_percent) / 100)]
    for (standing, reason), count in summary.reasons:
        yield [f"{labels.standing_label(standing)}: {reason_label(Reason(reason))}", count]
    yield [_("Accepted lists of participation"), summary.lists]
    yield [_("Certificates"), summary.certificates]
    unconfirmed = [one["name"] for one in document["unconfirmed"]]
    yield [_("Provisional"), _("yes") if unconfirmed else _("no")]
    yield [_("Staff list not confirmed"), ", ".join(unconfirmed)]
    yield [_("Publication"), document["number"]]
    yield [_("Published"), found.published_at]
    yield [_("Published by"), document["published_by"]]
    yield [_("Note"), document["note"]]
    yield [_("Hash of the publication (SHA-256)"), found.sha256]
    yield [_("How it is counted"), document["rule"]["sentence"]]


def _figure_headers() -> list[str]:
    return [
        *(_("Counted"), _("Trained"), _("Share"), _("Missing to the target")),
        *(_("Left out"), _("Target met")),
    ]


def _figure_cells(figure: Figure) -> Cells:
    share = None if figure.tenths is None else Percent(Decimal(figure.tenths) / 1000)
    met = {True: _("yes"), False: _("no"), None: _("not applicable")}[figure.is_met]
    amounts = (figure.eligible, figure.trained, figure.missing, figure.excluded)
    counted, trained, missing, left_out = (_amount(one, is_fte=figure.is_fte) for one in amounts)
    return [counted, trained, share, missing, left_out, met]


def _amount(value: int, *, is_fte: bool) -> Value:
    """Persons, or full-time posts."""
    return Decimal(value) / FULL_TIME if is_fte else value


def _unit_headers() -> list[str]:
    return [
        *(_("RSPO"), _("Unit"), *_figure_headers()),
        *(_("Lists not confirmed"), _("List confirmed"), _("List confirmed by")),
    ]


def _units(found: Publication) -> Iterator[Cells]:
    for one in found.units():
        figure = _figure_cells(found.figure_of(one))
        confirmed: Cells = [one.unconfirmed, one.confirmed_at, one.confirmed_by]
        yield [one.rspo, one.name, *figure, *confirmed]
    together = _("Together, everybody once")
    yield [None, together, *_figure_cells(found.figure), len(found.document["unconfirmed"])]


def _people_headers() -> list[str]:
    return [
        *(_("Number"), _("Surname"), _("First name"), _("Units"), _("Standing"), _("Reason")),
        *(_("Day"), _("Training"), _("Weight")),
    ]


def _standings() -> dict[str, str]:
    return {one.value: labels.standing_label(one) for one in Standing}


def _people(found: Publication, standings: dict[str, str]) -> Iterator[Cells]:
    is_fte = found.figure.is_fte
    for one in found.people():
        yield [
            *(one.person_id, one.last_name, one.first_name, one.units),
            *(standings[one.standing], one.sentence, one.day, one.training),
            _amount(one.weight, is_fte=is_fte),
        ]


def _list_headers() -> list[str]:
    return [
        *(_("Number"), _("Session"), _("Training"), _("School"), _("Day"), _("Present")),
        *(_("Earned credit"), _("Accepted"), _("Accepted by")),
        *(_("SHA-256 of the CSV file"), _("SHA-256 of the PDF file")),
    ]


def _lists(found: Publication) -> Iterator[Cells]:
    for one in found.lists():
        yield [
            *(one.number, one.session, one.training, one.school, one.day, one.present),
            *(one.credited, one.accepted_at, one.accepted_by, one.sha256, one.document_sha256),
        ]


def _certificate_headers() -> list[str]:
    return [
        *(_("Number"), _("Person"), _("Surname"), _("First name"), _("Training")),
        *(_("Completed on"), _("Issued"), _("Valid until"), _("SHA-256 of the PDF file")),
    ]


def _certificates(found: Publication) -> Iterator[Cells]:
    for one in found.certificates():
        yield [
            *(one.number, one.person_id, one.last_name, one.first_name, one.training),
            *(one.completed_on, _day(one.issued_at), one.valid_until, one.sha256),
        ]


def _day(at: datetime) -> Value:
    return clock.local(at).date()
