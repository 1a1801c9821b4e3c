"""Badges: the own code, a person's, a sheet of a school's, and what a stranger sees of one."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from app.core.errors import NotFound
from app.core.permissions import Permission
from app.people.models import Person, Unit
from app.people.queries.people import person_or_404
from app.people.queries.units import unit_or_404
from app.web.gate import actor, public, requires

bp = Blueprint("badges", __name__, template_folder="../templates")


def own_person() -> Person:
    """The person whose account it is.

    Raises:
        NotFound: the account is nobody's who works or worked here.
    """
    person_id = actor().person_id
    if person_id is None:
        raise NotFound
    return person_or_404(person_id)


@bp.get("/my-code")
@requires(Permission.BADGE_READ, load=own_person)
def own(person: Person) -> str:
    """The own badge, large enough to be scanned from the screen."""
    return person.full_name


@bp.post("/my-code/mail")
@requires(Permission.BADGE_EDIT, load=own_person)
def mail(_person: Person) -> Response:
    """The own badge is on its way to the own address."""
    return redirect(url_for("badges.own"))


@bp.get("/people/<int:person_id>/badge")
@requires(Permission.BADGE_READ, load=person_or_404)
def show(person: Person) -> str:
    """Somebody's badge."""
    return person.full_name


@bp.route("/people/<int:person_id>/badge/replace", methods=["GET", "POST"])
@requires(Permission.BADGE_EDIT, load=person_or_404)
def replace(person: Person) -> Response:
    """A lost badge no longer holds, once it has been asked whether that is meant."""
    return redirect(url_for("badges.show", person_id=person.id))


@bp.get("/units/<int:unit_id>/badges")
@requires(Permission.BADGE_READ, load=unit_or_404)
def unit(subject: Unit) -> str:
    """Whose badges a sheet would hold."""
    return subject.name


@bp.get("/units/<int:unit_id>/badges.pdf")
@requires(Permission.BADGE_READ, load=unit_or_404)
def school(subject: Unit) -> str:
    """The sheet of badges, to print and to cut."""
    return subject.name


@bp.get("/b/<code>")
@public
def meet(code: str) -> str:
    """What a stranger sees who scans a badge: nothing about anybody."""
    return "Kadra" * bool(code)
