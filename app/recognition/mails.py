"""What Kadra writes to whoever sent in a certificate, once it is decided."""

from collections.abc import Callable, Iterator

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from app.recognition.models import OutsideCertificate, State
from app.recognition.queries.certificates import language_of


def outcome_mail(
    certificate: OutsideCertificate, outcome: State, reason: str = ""
) -> Callable[[], None]:
    """An action for `after_commit`: the person is told what was decided; a failure is logged."""
    with force_locale(language_of(certificate.person_id)):
        subject = _("Your certificate: %(title)s", title=certificate.title)
        body = "\n\n".join(_paragraphs(certificate, outcome, reason)) + "\n"
    mailer = current_app.extensions["mailer"]
    send: Callable[[], None] = mailer.later(certificate.person.email, subject, body)
    return send


def _paragraphs(certificate: OutsideCertificate, outcome: State, reason: str) -> Iterator[str]:
    yield _("Good morning,")
    yield _lead(outcome, certificate.title)
    if reason:
        yield _("Reason: %(reason)s", reason=reason)
        yield _("If this is a mistake, you can send the certificate in again.")
    yield _("All about it stands here:")
    path = current_app.url_map.bind("").build(
        "recognition.show", {"certificate_id": certificate.id}
    )
    yield f"{current_app.extensions['settings'].base_url}{path}"


def _lead(outcome: State, title: str) -> str:
    if outcome is State.ACCEPTED:
        return _(
            "The training “%(title)s” is accepted. It stands in the register and counts.",
            title=title,
        )
    if outcome is State.REFUSED:
        return _(
            "The head of your school has not confirmed the certificate of “%(title)s”.", title=title
        )
    return _("The shared services centre has not accepted the training “%(title)s”.", title=title)
