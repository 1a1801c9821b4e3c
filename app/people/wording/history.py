"""Entries of the log about people, units and posts, in words."""

from datetime import date
from decimal import Decimal, InvalidOperation

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core.audit import AuditEntry
from app.people.models import UnitKind
from app.people.wording.posts import teaching
from app.people.wording.units import kind_name
from app.web.languages import date_short, number

_ACTIONS = {
    "people.person_added": _l("Person added"),
    "people.person_changed": _l("Name or address changed"),
    "people.persons_merged": _l("Merged with another entry of the same person"),
    "people.employment_added": _l("Employment added"),
    "people.employment_changed": _l("Employment changed"),
    "people.employment_ended": _l("Employment ended"),
    "people.absence_added": _l("Absence added"),
    "people.absence_changed": _l("Absence changed"),
    "people.absence_removed": _l("Absence removed"),
    "people.unit_added": _l("Unit added"),
    "people.unit_changed": _l("Unit changed"),
    "people.units_imported": _l("List of units imported"),
    "people.post_added": _l("Post added"),
    "people.post_renamed": _l("Post renamed"),
    "people.post_decided": _l("Decision about a post"),
    "people.post_alias_added": _l("Another name of this post added"),
    "people.post_merged": _l("Post recognised as another name of this one"),
}

_FIELDS = {
    "first_name": _l("First name"),
    "last_name": _l("Surname"),
    "email": _l("E-mail"),
    "unit": _l("Unit"),
    "post": _l("Post"),
    "fte": _l("Share of full time"),
    "started_on": _l("First day"),
    "ended_on": _l("Last day"),
    "name": _l("Name"),
    "short_name": _l("Short name"),
    "alias": _l("Another name"),
    "kind": _l("Kind"),
    "rspo": _l("RSPO number"),
    "parent": _l("Stands below"),
    "is_teaching": _l("Teaching post"),
    "merged": _l("Merged"),
    "kept_once": _l("Said otherwise or twice before"),
}


def action_name(action: str) -> str:
    """What an entry of the log says was done; its code if it is none of ours."""
    return str(_ACTIONS.get(action, action))


def field_name(name: str) -> str:
    """What a fact is called; its code if it is none of ours."""
    return str(_FIELDS.get(name, name))


def days(started_on: date, ended_on: date | None) -> str:
    """Such as "from 1.09.2026 to 31.08.2027"."""
    first = date_short(started_on)
    if ended_on is None:
        return _("since %(first)s", first=first)
    return _("from %(first)s to %(last)s", first=first, last=date_short(ended_on))


def fact(name: str, value: object) -> str:
    """Such as "Last day: 31.08.2026"."""
    return _("%(name)s: %(value)s", name=field_name(name), value=_value(name, value))


def change(name: str, before: object, after: object) -> str:
    """Such as "Last day: – → 31.08.2026"; a fact that is only named for context stands alone."""
    if before == after or before is None:
        return fact(name, after)
    return _(
        "%(name)s: %(before)s → %(after)s",
        name=field_name(name),
        before=_value(name, before),
        after=_value(name, after),
    )


def details(entry: AuditEntry) -> str:
    """What an entry of the log says besides when and what: the facts, the reason, and who."""
    said = [change(name, before, after) for name, (before, after) in entry.changes.items()]
    if entry.reason:
        said.append(_("Reason: %(reason)s", reason=entry.reason))
    return " · ".join([*said, _("By: %(name)s", name=entry.actor_name)])


def plain_number(value: object) -> str:
    """A number as people write it, without zeros that say nothing: "0,72"."""
    try:
        return str(number(Decimal(str(value))))
    except InvalidOperation:
        return str(value)


def _value(name: str, value: object) -> str:
    if name == "is_teaching":
        return teaching(value if isinstance(value, bool) else None)
    if value is None or value == "":
        return "–"
    if name == "kind":
        return kind_name(str(value)) if value in set(UnitKind) else str(value)
    if name.endswith("_on"):
        return date_short(value if isinstance(value, date) else date.fromisoformat(str(value)))
    return plain_number(value) if name == "fte" else str(value)
