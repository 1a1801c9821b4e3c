"""Personal codes: what they are computed from, and whose they are."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, false, func, select

from app.attendance.badges import Badge, badge_code, is_genuine, read_badge
from app.attendance.checkin import Refusal
from app.attendance.models.links import LinkKey, LinkKind, ReplacedLink
from app.core.db import db
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class BadgeOwner:
    """Whose badge it is; why it no longer holds; or that it is nobody's."""

    person_id: int | None
    refusal: Refusal | None = None


def replacements(person_ids: Iterable[int], kind: LinkKind) -> Mapping[int, int]:
    """How often each person's code was replaced; nought for those whose never was. One query."""
    ids = set(person_ids)
    query = select(ReplacedLink.person_id).where(
        ReplacedLink.kind == kind, ReplacedLink.person_id.in_(ids) if ids else false()
    )
    found = Counter(db.session.scalars(query))
    return {one: found[one] for one in ids}


def badge_codes(person_ids: Iterable[int]) -> Mapping[int, str]:
    """The codes of these persons' badges as they hold now; one query."""
    return {
        one: badge_code(standing.secret, one, standing.number)
        for one, standing in _standings(set(person_ids)).items()
    }


def owners_of_badges(texts: Sequence[str]) -> list[BadgeOwner]:
    """Whose badges these are, one answer per text in their order; one query at most."""
    badges = [read_badge(text) for text in texts]
    standings = _standings({badge.person_id for badge in badges if badge})
    return [_owner(badge, standings) for badge in badges]


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a person's badge is computed from."""

    secret: str
    number: int


def _standings(person_ids: set[int]) -> Mapping[int, _Standing]:
    """Those of these persons who exist."""
    if not person_ids:
        return {}
    replaced = and_(ReplacedLink.person_id == Person.id, ReplacedLink.kind == LinkKind.BADGE)
    query = (
        select(Person.id, select(LinkKey.secret).scalar_subquery(), func.count(ReplacedLink.id))
        .outerjoin(ReplacedLink, replaced)
        .where(Person.id.in_(person_ids))
        .group_by(Person.id)
    )
    return {one: _Standing(secret, number) for one, secret, number in db.session.execute(query)}


def _owner(badge: Badge | None, standings: Mapping[int, _Standing]) -> BadgeOwner:
    standing = standings.get(badge.person_id) if badge else None
    if badge is None or standing is None:
        return BadgeOwner(None, Refusal.UNKNOWN_BADGE)
    if is_genuine(badge, standing.secret, standing.number):
        return BadgeOwner(badge.person_id)
    earlier = range(standing.number)
    if any(is_genuine(badge, standing.secret, number) for number in earlier):
        return BadgeOwner(badge.person_id, Refusal.REPLACED_BADGE)
    return BadgeOwner(None, Refusal.UNKNOWN_BADGE)
