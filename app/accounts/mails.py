"""What Kadra writes to the owners of accounts: short, kind, in their language."""

from collections.abc import Callable, Sequence

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from app.accounts.tokens import MailedLink
from app.web.languages import moment


def delivery_of(link: MailedLink) -> Callable[[], None]:
    """An action for `after_commit` that mails the link; a failure goes to the log."""
    send: Callable[[], None] = current_app.extensions["mailer"].later(*letter_of(link))
    return send


def letter_of(link: MailedLink) -> tuple[str, str, str]:
    """Address, subject and text of the mail that brings the link."""
    with force_locale(link.language):
        subject, paragraphs = _invitation(link) if link.is_invitation else _reset(link)
    return link.to, subject, "\n\n".join(paragraphs) + "\n"


def address_of(link: MailedLink) -> str:
    """The full address of the page where the bearer chooses a password."""
    return _address("sign_in.choose_password", token=link.token)


def _invitation(link: MailedLink) -> tuple[str, Sequence[str]]:
    return _("Your account in Kadra is ready"), (
        _("Good morning,"),
        _(
            "In Kadra you find the trainings that concern you, their deadlines and your"
            " certificates. An account is ready for you: %(address)s.",
            address=link.to,
        ),
        _("Choose your password here:"),
        address_of(link),
        _("The link works once, until %(moment)s.", moment=moment(link.expires_at)),
        _("If it no longer works, you can ask for a new one at any time:"),
        _address("sign_in.forgot"),
        _("If this message is not for you, please leave it unanswered: nothing will happen."),
    )


def _reset(link: MailedLink) -> tuple[str, Sequence[str]]:
    return _("A new password for Kadra"), (
        _("Good morning,"),
        _("Somebody, probably you, has asked for a new password for %(address)s.", address=link.to),
        _("Choose it here:"),
        address_of(link),
        _("The link works once, until %(moment)s.", moment=moment(link.expires_at)),
        _("If it was not you, please leave this message unanswered: your password stays as it is."),
    )


def _address(endpoint: str, **values: str) -> str:
    """The address as seen from outside, whether or not a browser is asking."""
    path = current_app.url_map.bind("").build(endpoint, values)
    return f"{current_app.extensions['settings'].base_url}{path}"
