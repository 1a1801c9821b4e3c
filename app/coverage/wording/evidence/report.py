"""The words of the report about a published figure. It names nobody who is counted."""

from collections.abc import Iterator, Sequence

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from app.core import clock
from app.coverage.canonical import short_code
from app.coverage.indicator.values import Figure
from app.coverage.models.snapshots import Snapshot
from app.coverage.publication import Publication, Summary
from app.coverage.wording import labels
from app.coverage.wording.evidence.method import method, proof
from app.coverage.wording.evidence.tables import (
    earlier_table,
    gauge_of,
    growth_chart,
    growth_table,
    list_table,
    reason_table,
    share_of,
    unit_table,
)
from app.coverage.wording.evidence.words import Front, Paragraph, Report, Section
from app.web.languages import date_full, moment

LANGUAGE = "pl"

#: of a report that people read; the pack names all of them
MOST_LISTS = 300


def report_of(found: Publication, earlier: Sequence[Snapshot], address: str) -> Report:
    """What the report says; `earlier` are the publications before, `address` is of this one."""
    with force_locale(LANGUAGE):
        document, summary = found.document, found.summary()
        day = date_full(found.as_of)
        running = f"{document['unit']['name']}, {document['rule']['code']}, {day}"
        return Report(
            language=LANGUAGE,
            front=_front(found),
            sections=[
                *_figures(found, summary),
                *method(found),
                *_grounds(found, summary, earlier),
                proof(found),
            ],
            running=running,
            fingerprint=_("Hash of the publication: %(code)s", code=short_code(found.sha256)),
            page=_("page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
            address=address,
            file_title=f"{document['rule']['title']}, {day}",
            dated=clock.local(found.published_at).date(),
        )


def _front(found: Publication) -> Front:
    document, figure = found.document, found.figure
    return Front(
        publisher=document["unit"]["name"],
        heading=document["rule"]["title"],
        day=_("As of %(day)s", day=date_full(found.as_of)),
        issue=_(
            "Rule %(code)s. Publication %(number)s, %(moment)s",
            code=document["rule"]["code"],
            number=document["number"],
            moment=moment(found.published_at),
        ),
        mark=_mark(found),
        share=share_of(figure),
        sentence=_sentence(figure),
        gauge=gauge_of(figure),
        target=_("target %(percent)s%%", percent=figure.target_percent),
        counts=tuple(_counts(figure)),
    )


def _sentence(figure: Figure) -> str:
    """The sentence that a mayor repeats after the number."""
    if not figure.eligible:
        return _("Nobody is counted here on this date.")
    if figure.is_fte:
        trained = _(
            "Trained people hold %(trained)s of %(eligible)s full-time posts.",
            trained=labels.amount(figure.trained, figure),
            eligible=labels.amount(figure.eligible, figure),
        )
    else:
        trained = ngettext(
            "%(trained)s of %(num)s person is trained.",
            "%(trained)s of %(num)s people are trained.",
            figure.eligible,
            trained=labels.amount(figure.trained, figure),
        )
    return f"{trained} {labels.distance(figure)}"


def _mark(found: Publication) -> str:
    missing = [one["name"] for one in found.document["unconfirmed"]]
    if not missing:
        return ""
    said = ngettext(
        "Provisional: %(num)s head had not confirmed the staff list of this day.",
        "Provisional: %(num)s heads had not confirmed the staff list of this day.",
        len(missing),
    )
    return f"{said} {', '.join(missing)}."


def _counts(figure: Figure) -> Iterator[tuple[str, str]]:
    yield labels.amount(figure.eligible, figure), _("counted")
    yield labels.amount(figure.trained, figure), _("trained")
    yield labels.amount(figure.excluded, figure), _("left out")
    if figure.eligible and not figure.is_met:
        yield labels.missing(figure), _("missing to the target")


def _figures(found: Publication, summary: Summary) -> Iterator[Section]:
    yield Section(_("Units"), [unit_table(found), Paragraph(_units_note(), is_note=True)])
    chart = growth_chart(found, summary.growth)
    if chart is not None:
        said = _(
            "Share of those counted on %(day)s who were trained by each day. Whoever left before is"
            " not in it, so it tells how today's staff was trained, not what was published then.",
            day=date_full(found.as_of),
        )
        note, table = Paragraph(said, is_note=True), growth_table(found, summary.growth)
        yield Section(_("How people were trained"), (chart, note, table))
    if summary.reasons:
        yield Section(_("Why people count or do not"), [reason_table(summary.reasons)])


def _units_note() -> str:
    return _(
        "Whoever works in two units stands in the row of each, and once in the whole: the rows do"
        " not add up to it. A share is cut after one decimal, never rounded up."
    )


def _grounds(
    found: Publication, summary: Summary, earlier: Sequence[Snapshot]
) -> Iterator[Section]:
    lists = ngettext(
        "%(num)s accepted list of participation",
        "%(num)s accepted lists of participation",
        summary.lists,
    )
    certificates = ngettext("%(num)s certificate", "%(num)s certificates", summary.certificates)
    said = Paragraph(
        _(
            "Behind those who are trained stand: %(lists)s, %(certificates)s. They are in the"
            " evidence pack of this publication.",
            lists=lists,
            certificates=certificates,
        )
    )
    is_shown = 0 < summary.lists <= MOST_LISTS
    yield Section(_("What it rests on"), [said, *([list_table(found)] if is_shown else [])])
    if earlier:
        yield Section(_("Published before"), [earlier_table(earlier)])
