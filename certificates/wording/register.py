"""The register of certificates in words."""

from collections.abc import Callable
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from app.web.downloads import Value
from app.web.languages import date_full, date_short
from certificates.facts import State
from certificates.queries.people import OwnCertificate
from certificates.queries.register import RegisterRow
from certificates.services.issuing import Issued, Obstacle

_STATES: dict[State, Callable[[], str]] = {
    State.VALID: lambda: _("Valid"),
    State.EXPIRED: lambda: _("Expired"),
    State.REVOKED: lambda: _("Revoked"),
}

_OBSTACLES: dict[Obstacle, Callable[[], str]] = {
    Obstacle.REVOKED: lambda: _("The completion was revoked in the meantime."),
    Obstacle.NOT_PASSED: lambda: _("The training was not passed."),
    Obstacle.UNPRINTABLE: lambda: _(
        "The name has letters that the document cannot show. Write it in Latin or Cyrillic letters."
    ),
}

#: kinds of the chip that shows a state
STATE_CHIPS = {State.VALID: "met", State.EXPIRED: "short", State.REVOKED: "bad"}


def state_label(state: State) -> str:
    return _STATES[state]()


def obstacle_sentence(obstacle: Obstacle) -> str:
    return _OBSTACLES[obstacle]()


def until_label(valid_until: date | None) -> str:
    """The last day in figures, for a table."""
    return date_short(valid_until) if valid_until else _("without limit")


def validity_sentence(certificate: OwnCertificate) -> str:
    """Until when it is valid, or since when it is not."""
    until = certificate.valid_until
    if certificate.revoked_on is not None:
        return _("Revoked on %(day)s", day=date_full(certificate.revoked_on))
    if until is None:
        return _("Valid without limit")
    if certificate.state is State.EXPIRED:
        return _("It was valid until %(day)s", day=date_full(until))
    return _("Valid until %(day)s", day=date_full(until))


def issued_sentences(issued: Issued) -> list[str]:
    """What came of a bulk issue: how many there are now, and why others have none."""
    count = len(issued.new)
    left_out = [
        f"{_left_out(number)} {obstacle_sentence(obstacle)}"
        for obstacle in Obstacle
        if (number := list(issued.obstacles.values()).count(obstacle))
    ]
    made = ngettext("%(num)s certificate is issued.", "%(num)s certificates are issued.", count)
    return [made, *left_out]


def _left_out(number: int) -> str:
    return ngettext("%(num)s person got none.", "%(num)s people got none.", number)


def register_headers() -> list[str]:
    """What stands above the columns of `register_cells`."""
    return [
        _("Number"),
        _("First name and surname"),
        _("School"),
        _("Training"),
        _("Version"),
        _("Completed on"),
        _("Issued on"),
        _("Valid until"),
        _("State"),
        _("Issued by"),
    ]


def register_cells(row: RegisterRow) -> list[Value]:
    """A row of the register as it is taken away."""
    return [
        row.number,
        row.name,
        ", ".join(row.schools),
        row.title,
        row.programme,
        row.completed_on,
        row.issued_on,
        row.valid_until,
        state_label(row.state),
        row.issued_by,
    ]
