"""A role, a unit and two dates, from a form that offers what the actor may give."""

from app.accounts import wording
from app.accounts.forms import TermForm
from app.accounts.queries.grants import units_below
from app.accounts.services.roles import Term
from app.core import clock
from app.core.actors import Actor, Role
from app.core.permissions import Permission, scope_of
from app.people.queries.units import unit_or_404

_INDENT = "\N{NO-BREAK SPACE}" * 4


def term_choices(actor: Actor) -> dict[str, list[tuple[object, str]]]:
    """Every role, and the units that the actor administers, as a tree."""
    units = units_below(scope_of(actor, Permission.ACCOUNT_EDIT))
    top = min((unit.path.count(".") for unit in units), default=0)
    return {
        "role": list(wording.role_choices()),
        "unit": [(unit.id, _INDENT * (unit.path.count(".") - top) + unit.name) for unit in units],
    }


def offered_term(form: TermForm) -> Term:
    """The term that was chosen in a form which has been found valid."""
    return Term(
        role=Role(form.role.data),
        unit=unit_or_404(form.unit.data),
        started_on=form.started_on.data or clock.today(),
        ended_on=form.ended_on.data,
    )
