"""Where certificates stand, and whom they wait for: one rule for lists, pages and commands.

The head of a school where the person works now goes first. Where there is none but the person
herself, as in an office, the certificate waits for the office at once. Nobody decides about a
certificate of one's own.
"""

from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, false, func, literal, or_, select, true
from sqlalchemy.orm import aliased

from app.accounts.models import Account, RoleGrant
from app.accounts.queries.grants import held_on
from app.core.actors import Actor, Grant, Role
from app.core.db import db
from app.core.permissions import Permission, allows, scope_of
from app.people.models import Employment, Unit, stands_below
from app.recognition.models import OutsideCertificate, RecognitionDecision, State, Step

#: the roles that confirm certificates, as the one table has it
_HEADS = frozenset(
    role
    for role in Role
    if allows(Actor("", grants=(Grant(role, ""),)), Permission.RECOGNITION_CONFIRM)
)


def state_on(today: date) -> ColumnElement[str]:
    """SQL: the code of the `State` of each certificate, if nobody does anything more that day."""
    return case(
        (OutsideCertificate.withdrawn_at.is_not(None), State.WITHDRAWN.value),
        (_decided(Step.OFFICE, is_accepted=True), State.ACCEPTED.value),
        (_decided(Step.OFFICE, is_accepted=False), State.REJECTED.value),
        (_decided(Step.HEAD, is_accepted=False), State.REFUSED.value),
        (_decided(Step.HEAD, is_accepted=True), State.WAITS_FOR_OFFICE.value),
        (_has_head(today), State.WAITS_FOR_HEAD.value),
        else_=State.WAITS_FOR_OFFICE.value,
    )


def waits_for(actor: Actor, today: date) -> ColumnElement[bool]:
    """SQL: the certificate is somebody else's, and the actor may take the next step with it."""
    state = state_on(today)
    head_of = scope_of(actor, Permission.RECOGNITION_CONFIRM)
    office_of = scope_of(actor, Permission.RECOGNITION_DECIDE)
    return and_(
        OutsideCertificate.person_id != actor.person_id if actor.person_id else true(),
        or_(
            and_(state == State.WAITS_FOR_HEAD.value, _works_below(head_of, today)),
            and_(state == State.WAITS_FOR_OFFICE.value, ever_worked_below(office_of)),
        ),
    )


def ever_worked_below(paths: tuple[str, ...]) -> ColumnElement[bool]:
    """SQL: the certificate is of somebody who ever worked at or below one of these paths.

    The same rule as `OutsideCertificate.scope_paths`, which the gate asks.
    """
    if not paths:
        return false()
    return exists().where(_employs(), Unit.below(*paths))


def state_of(certificate: OutsideCertificate, today: date) -> State:
    """Where the certificate stands."""
    wanted = select(state_on(today)).where(OutsideCertificate.id == certificate.id)
    return State(db.session.scalars(wanted).one())


def is_for(certificate: OutsideCertificate, actor: Actor, today: date) -> bool:
    """Whether the certificate waits for this actor."""
    wanted = select(literal(1)).where(
        OutsideCertificate.id == certificate.id, waits_for(actor, today)
    )
    return db.session.scalar(wanted) is not None


def count_for(actor: Actor, today: date) -> ColumnElement[int]:
    """SQL: how many certificates wait for this actor."""
    return (
        select(func.count())
        .select_from(OutsideCertificate)
        .where(waits_for(actor, today))
        .scalar_subquery()
    )


def _decided(step: Step, *, is_accepted: bool) -> ColumnElement[bool]:
    return exists().where(
        RecognitionDecision.certificate_id == OutsideCertificate.id,
        RecognitionDecision.step == step,
        RecognitionDecision.is_accepted.is_(is_accepted),
    )


def _works_below(paths: tuple[str, ...], today: date) -> ColumnElement[bool]:
    if not paths:
        return false()
    return exists().where(_employs(), Employment.active_on(today), Unit.below(*paths))


def _has_head(today: date) -> ColumnElement[bool]:
    """SQL: somebody else is head of a unit where the person works that day."""
    upper = aliased(Unit)
    return exists().where(
        _employs(),
        Employment.active_on(today),
        stands_below(Unit, upper),
        RoleGrant.unit_id == upper.id,
        RoleGrant.role.in_(_HEADS),
        held_on(today),
        Account.id == RoleGrant.account_id,
        Account.closed_at.is_(None),
        Account.person_id.is_distinct_from(OutsideCertificate.person_id),
    )


def _employs() -> ColumnElement[bool]:
    return and_(Employment.person_id == OutsideCertificate.person_id, Employment.unit_id == Unit.id)
