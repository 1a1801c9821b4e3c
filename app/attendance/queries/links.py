"""Personal codes as they hold now."""

from collections.abc import Iterable, Mapping

from sqlalchemy import and_, false, func, select

from app.attendance.badges import badge_code
from app.attendance.models.links import LinkKey, LinkKind, ReplacedLink
from app.core.db import db
from app.people.models import Person


def badge_codes(person_ids: Iterable[int]) -> Mapping[int, str]:
    """The codes of these persons' badges as they hold now; one query."""
    ids = set(person_ids)
    replaced = and_(ReplacedLink.person_id == Person.id, ReplacedLink.kind == LinkKind.BADGE)
    query = (
        select(Person.id, select(LinkKey.secret).scalar_subquery(), func.count(ReplacedLink.id))
        .outerjoin(ReplacedLink, replaced)
        .where(Person.id.in_(ids) if ids else false())
        .group_by(Person.id)
    )
    rows = db.session.execute(query)
    return {one: badge_code(secret, one, number) for one, secret, number in rows}
