"""How the figure was computed, and how anybody can check that it is the one that was published."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.coverage.publication import Publication
from app.coverage.wording.evidence.words import Facts, Paragraph, Section
from app.web.languages import date_full, moment


def method(found: Publication) -> Iterator[Section]:
    """The rule as it was published, and what it does with numbers and days."""
    rule, figure = found.document["rule"], found.document["figure"]
    numbers = _(
        "Whole numbers decide: the target is met if 100 times the number of trained people is at"
        " least %(percent)s times the number of those who are counted.",
        percent=figure["target_percent"],
    )
    if figure["is_fte"]:
        numbers = _(
            "Shares of full-time posts are added up in thousandths, and whole numbers of these"
            " decide: the target is met if 100 times what the trained hold is at least %(percent)s"
            " times what those hold who are counted.",
            percent=figure["target_percent"],
        )
    days = _(
        "The figure is of %(day)s, as it was known when it was published. It is computed from"
        " employments, absences and completions, and from nothing else. What is corrected later"
        " makes a new publication beside this one; this one is never changed.",
        day=date_full(found.as_of),
    )
    heading = _("How it is counted: rule %(code)s", code=rule["code"])
    yield Section(heading, [Paragraph(rule["sentence"]), Paragraph(numbers), Paragraph(days)])


def proof(found: Publication) -> Section:
    """Who published it when, and by which hashes it can be known."""
    said = _(
        "The QR code on the first page leads to the page of this publication. The hash shown there"
        " has to be the one above. The evidence pack holds the files that the hashes are of, and a"
        " small program that computes everything again without Kadra."
    )
    privacy = _("This report names nobody who is counted. The evidence pack does.")
    facts = Facts(list(_facts(found)))
    notes = (Paragraph(text, is_note=True) for text in (said, privacy))
    return Section(_("Who published it, and how to check it"), [facts, *notes])


def _facts(found: Publication) -> Iterator[tuple[str, str]]:
    document = found.document
    yield _("Published"), moment(found.published_at)
    yield _("Published by"), document["published_by"]
    yield _("Publication"), _number(found)
    if document["note"]:
        yield _("Reason"), document["note"]
    yield _("Hash of the publication (SHA-256)"), found.sha256
    for name, digest in sorted(document["parts"].items()):
        yield _("SHA-256 of %(file)s", file=name), digest
    log = document["log"]
    yield _("Newest entry of the log then"), f"{log['position']}: {log['hash']}"


def _number(found: Publication) -> str:
    number = found.document["number"]
    if number == 1:
        return _("number 1 of this day")
    return _(
        "number %(number)s of this day; the earlier one stands beside it, unchanged", number=number
    )
