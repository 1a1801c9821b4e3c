"""What forms offer to choose from."""

from collections.abc import Sequence

from flask_babel import gettext as _

from app.core.actors import Actor
from app.core.permissions import Permission, allows, scope_of
from app.people.models import Person, Post, Unit
from app.people.queries.posts import decided_post_choices, post_choices
from app.people.queries.unit_lists import unit_choices
from app.people.wording.posts import decision_choices, same_choice
from app.people.wording.units import kind_choices

Offers = dict[str, Sequence[tuple[int | str, str]]]


def employment_offers(actor: Actor) -> Offers:
    """The units whose staff the actor keeps, and all posts."""
    paths = scope_of(actor, Permission.PERSON_EDIT)
    return {
        "unit_id": [("", _("Choose the unit")), *unit_choices(paths)],
        "post_id": [("", _("Choose the post")), *post_choices()],
    }


def absence_offers(person: Person, actor: Actor) -> Offers:
    """All work, or the work at one of the person's units that the actor keeps the staff of."""
    units = {
        job.unit_id: job.unit.short_name
        for job in person.employments
        if allows(actor, Permission.PERSON_EDIT, job)
    }
    return {"unit_id": [("", _("All work")), *units.items()]}


def unit_offers(actor: Actor, unit: Unit | None = None) -> Offers:
    """The kinds of units, and the units that another one, or this one, may stand below."""
    paths = scope_of(actor, Permission.UNIT_EDIT)
    above = unit_choices(paths, without=unit.path if unit else None)
    return {"kind": kind_choices(), "parent_id": [("", _("Choose the unit above")), *above]}


def decision_offers(post: Post) -> Offers:
    """What can be said about the post, and the posts that it may be another name of."""
    others = [choice for choice in decided_post_choices() if choice[0] != post.id]
    return {
        "decision": [*decision_choices(), same_choice()],
        "same_as": [("", _("Choose the post")), *others],
    }
