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
    """Whoever is to learn not to trust every link is told how to check this one."""
    return _("Your account in Kadra is ready"), (
        _("Good morning,"),
        _opened_by(link),
        _("You find there what you are to complete and by when, the lessons, and certificates."),
        _("Choose your password here:"),
        address_of(link),
        _(
            "The link works once, until %(moment)s. If that is over, open it all the same: the page"
            " helps you to a new one.",
            moment=moment(link.expires_at),
        ),
        _(
            "Later you sign in with the address %(address)s and your password here:",
            address=link.to,
        ),
        _address("sign_in.show"),
        _("Do you doubt that this message is genuine? Ask in the office of your school first."),
        _("If this message is not for you, please leave it unanswered: nothing will happen."),
    )


def _opened_by(link: MailedLink) -> str:
    if not link.invited_by:
        return _(
            "An account is open for you in Kadra, where the staff of our schools and kindergartens"
            " complete their trainings."
        )
    return _(
        "%(name)s has opened an account for you in Kadra, where the staff of our schools and"
        " kindergartens complete their trainings.",
        name=link.invited_by,
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
