"""Tokens and the answers of the interface, in words."""

from collections.abc import Sequence
from datetime import date
from http import HTTPStatus

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from app.api.models import ApiToken
from app.api.refusals import FiguresOnly, NoSuchDay, TooWide, WrongOrder
from app.people.models import Unit

_INDENT = "\N{NO-BREAK SPACE}" * 4


def unit_choices(units: Sequence[Unit]) -> list[tuple[int, str]]:
    """The units, given as a tree, as choices of a list."""
    top = min((unit.path.count(".") for unit in units), default=0)
    return [(unit.id, _INDENT * (unit.path.count(".") - top) + unit.name) for unit in units]


def state_chip(token: ApiToken, today: date) -> tuple[str, str]:
    """Kind and text of the chip."""
    if token.revoked_at is not None:
        return "bad", _("does not work any more")
    if token.expires_on < today:
        return "plain", _("expired")
    return "met", _("works")


def reads(token: ApiToken) -> str:
    """What may be read with it."""
    return _("figures and people") if token.sees_people else _("figures only")


def bearer_name(token: ApiToken) -> str:
    """Who reads, as the log says it."""
    return f"token {token.name}"


_PROBLEMS = {
    400: (
        _l("The question makes no sense"),
        _l("Check the parameters against the description of the interface."),
    ),
    401: (
        _l("A token that works is needed"),
        _l(
            "Send it in the header Authorization: Bearer. If it has expired or was revoked, "
            "ask the administrator for another."
        ),
    ),
    403: (
        _l("The token does not allow this"),
        _l("Ask the administrator for a token that does."),
    ),
    404: (
        _l("There is nothing at this address"),
        _l("It does not exist, or it lies outside the unit of the token."),
    ),
    405: (
        _l("The interface can only be read"),
        _l("Ask by GET."),
    ),
    429: (
        _l("Too many questions"),
        _l("Wait as long as the header Retry-After says, then go on."),
    ),
    500: (
        _l("Something went wrong on our side"),
        _l("Ask again in a moment. If it comes back, quote the number of the request."),
    ),
}

_BAD = {
    "extra_forbidden": _l("There is no parameter “%(name)s” here."),
    "missing": _l("The parameter “%(name)s” is needed."),
    "int_parsing": _l("The parameter “%(name)s” must be a whole number."),
    "int_parsing_size": _l("The parameter “%(name)s” must be a smaller number."),
    "greater_than_equal": _l("The parameter “%(name)s” must be at least 1."),
    "less_than_equal": _l("The parameter “%(name)s” must be a smaller number."),
    "enum": _l("The parameter “%(name)s” has none of the described values."),
}

_REFUSALS: dict[type[Exception], LazyString] = {
    FiguresOnly: _l("The token reads figures only. Ask for one that may read about people."),
    TooWide: _l("The unit stands above cities. Ask for its cities one by one."),
    NoSuchDay: _l("Kadra knows the days from 1 January 2000 to 31 December 2100."),
    WrongOrder: _l("The first day lies after the last one. Change the order."),
}


def problem(status: int) -> tuple[str, str]:
    """What happened, and what to do now."""
    family = 500 if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 400
    what, now = _PROBLEMS.get(status, _PROBLEMS[family])
    return str(what), str(now)


def bad_question(name: str, fault: str) -> str:
    """What is wrong with the parameter; `fault` is pydantic's name of it."""
    said = _BAD.get(fault)
    if said is not None:
        return str(said) % {"name": name}
    if fault.startswith("date"):
        return _("The parameter “%(name)s” must be a date like 2026-06-30.", name=name)
    return _("The parameter “%(name)s” has a value that cannot be.", name=name)


def refusal(error: Exception) -> str | None:
    """Why this cannot be answered, if that is special."""
    said = _REFUSALS.get(type(error))
    return None if said is None else str(said)
