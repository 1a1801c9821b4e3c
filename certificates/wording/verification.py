"""What a stranger reads: the state first, then the facts; and what is wrong with a code."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock
from app.core.paper.codes import BadCode, ForeignCharacter, IsNumber, WrongLength
from app.training.wording.register import minutes_label, teaching_hours_label
from app.web.languages import date_full
from certificates.facts import Facts, State
from certificates.queries.verification import Verified
from certificates.wording.document import programme_label


@dataclass(frozen=True, slots=True)
class Answer:
    """A heading, and a sentence below it; `kind` is that of a notice, `sign` an icon."""

    kind: str
    sign: str
    heading: str
    text: str


def standing(certificate: Verified, now: datetime) -> Answer:
    """What the certificate is worth."""
    minute = f"{clock.local(now):%H:%M}"
    checked = _("checked today at %(time)s", time=minute)
    until = certificate.facts.valid_until
    if certificate.state is State.REVOKED and certificate.revoked_on:
        day = date_full(certificate.revoked_on)
        said = _("The issuer revoked it on %(day)s. It counts on no date.", day=day)
        return Answer("bad", "cross", _("This certificate is revoked"), said)
    if until is None:
        said = _("without limit, %(checked)s", checked=checked)
        return Answer("met", "check", _("This certificate is valid"), said)
    if certificate.state is State.EXPIRED:
        said = _("It was valid until %(day)s.", day=date_full(until))
        return Answer("warn", "clock", _("This certificate has expired"), said)
    said = _("until %(day)s, %(checked)s", day=date_full(until), checked=checked)
    return Answer("met", "check", _("This certificate is valid"), said)


def programme(facts: Facts) -> str:
    return programme_label(facts.programme)


def length(facts: Facts) -> tuple[str, str]:
    """In minutes, and in teaching hours."""
    return minutes_label(facts.minutes), teaching_hours_label(facts.teaching_hours)


def code_complaint(complaint: BadCode) -> Answer:
    """What is wrong with what was typed."""
    match complaint:
        case IsNumber():
            said = _("This is the number of the certificate. The code stands beside the QR code.")
        case ForeignCharacter():
            said = _(
                "No code has the character “%(character)s”. Compare it with the document.",
                character=complaint.character,
            )
        case WrongLength():
            said = ngettext(
                "A code has 16 characters, and this has %(num)s.",
                "A code has 16 characters, and this has %(num)s.",
                complaint.found,
            )
        case _typing_error:
            said = _(
                "One character seems wrong, or two have changed places. "
                "Compare the code with the document, group by group."
            )
    return Answer("warn", "short", _("This code has a typing error"), said)


def unknown_code() -> Answer:
    """Nobody ever issued a certificate with this code."""
    said = _(
        "The code is well formed, but no certificate was issued with it. Compare it with the "
        "document. If it is the same, the document does not come from here: ask whoever gave it "
        "to you, or the office that it names."
    )
    return Answer("bad", "cross", _("No certificate has this code"), said)


def too_many(until: datetime, now: datetime) -> Answer:
    """Too many unknown codes came from one network."""
    minutes = -(-(until - now) // timedelta(minutes=1))
    said = ngettext(
        "From your network came many codes that no certificate has. "
        "Wait %(num)s minute, then try again.",
        "From your network came many codes that no certificate has. "
        "Wait %(num)s minutes, then try again.",
        minutes,
    )
    return Answer("warn", "clock", _("Too many attempts"), said)
