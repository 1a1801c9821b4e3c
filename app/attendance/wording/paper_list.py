"""What is printed on the sheet of a list."""

from collections.abc import Iterator
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from app.attendance.participation import (
    Attendance,
    Entry,
    Facts,
    Fate,
    Issue,
    Proof,
    public_address,
)
from app.attendance.participation_document.drawing import draw
from app.attendance.participation_document.words import Row, Signature, Words
from app.attendance.queries.lists import Sheet
from app.attendance.wording.participation import (
    PolishTable,
    confirmation_label,
    count_lines,
    fact_lines,
    legal_basis,
    yes_or_no,
)
from app.core import clock
from app.core.paper.codes import grouped
from app.training.wording.register import minutes_label
from app.web.languages import date_short, moment


class PolishPrinter(PolishTable):
    """Draws Polish lists; `base_url` is where they can be checked."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url

    def document(self, sheet: Sheet, fate: Fate) -> bytes:
        """The PDF of the list, with what became of it."""
        kept = sheet.kept
        proof = Proof(kept.code, kept.sha256, self._base_url)
        words = self.words(sheet.facts, sheet.issue, proof, fate)
        dated = clock.local(fate.accepted_at or kept.drawn_up_at).date()
        return draw(words, public_address(self._base_url, kept.code), dated)

    def words(self, facts: Facts, issue: Issue, proof: Proof, fate: Fate) -> Words:
        """Everything that is printed."""
        with force_locale(self.language):
            return Words(
                language=self.language,
                organiser=facts.organiser,
                heading=_("List confirming participation in a training"),
                number=issue.number,
                drawn_up=_("drawn up on %(moment)s", moment=moment(issue.drawn_up_at)),
                standing=_standing(issue, fate),
                school=_school(facts),
                title=facts.training,
                details=tuple(fact_lines(facts, date_short)),
                columns=(
                    *(_("No."), _("Surname and first name"), _("Post")),
                    *(_("Presence"), _("Way of confirmation"), _("Credit, certificate")),
                ),
                rows=tuple(_rows(facts)),
                nobody=_("Nobody of this school was there."),
                counts=tuple(count_lines(facts)),
                basis=legal_basis(facts.topics),
                signatures=tuple(_signatures(issue, fate)),
                check=_(
                    "The page that the QR code leads to tells what this list is worth, without"
                    " names. Or type the code there:"
                ),
                address=f"{proof.base_url.partition('://')[2]}/v/",
                code=grouped(proof.code),
                fingerprint_label=_("SHA-256 of the CSV file:"),
                sha256=proof.sha256,
                notice=_(
                    "The school is the controller of these data. The list holds no PESEL number,"
                    " address, date of birth or reason of absence."
                ),
                page=_("page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
                file_title=f"{issue.number}: {facts.school}",
            )


def _school(facts: Facts) -> str:
    return f"{facts.school}, RSPO\N{NO-BREAK SPACE}{facts.rspo}" if facts.rspo else facts.school


def _standing(issue: Issue, fate: Fate) -> str:
    if fate.replaced_by is not None:
        return _("Version %(number)s took its place. Do not sign it.", number=fate.replaced_by)
    if issue.version > 1:
        return _(
            "Version %(number)s. It takes the place of version %(earlier)s.",
            number=issue.version,
            earlier=issue.version - 1,
        )
    return ""


def _rows(facts: Facts) -> Iterator[Row]:
    for number, one in enumerate(facts.entries, start=1):
        yield Row(
            number=str(number),
            name=f"{one.last_name} {one.first_name}".strip(),
            post=one.post or "–",
            presences=tuple(_presence(each) for each in one.attended),
            credit=tuple(_credit(one)),
        )


def _presence(one: Attendance) -> tuple[str, str]:
    when = f"{date_short(one.day)}, {one.arrived}, {minutes_label(one.minutes)}"
    return when, confirmation_label(one.confirmation)


def _credit(entry: Entry) -> Iterator[str]:
    yield yes_or_no(entry)
    if entry.certificate:
        yield entry.certificate


def _signatures(issue: Issue, fate: Fate) -> Iterator[Signature]:
    """The trainer stood for it by closing; the others sign, unless the head accepted it here."""
    closed = _signed(issue.drawn_up_by, issue.drawn_up_at)
    yield Signature(_("Trainer"), closed)
    yield Signature(_("Information security specialist"), "")
    accepted = _signed(fate.accepted_by, fate.accepted_at) if fate.accepted_at else ""
    yield Signature(_("Head of the school"), accepted)


def _signed(name: str, at: datetime) -> str:
    return _("accepted electronically by %(name)s on %(moment)s", name=name, moment=moment(at))
