"""Two entries of one human become one."""

from flask import Blueprint, render_template

from app.core.permissions import Permission
from app.people.models import Person
from app.people.queries.people import person_or_404
from app.web.gate import requires

bp = Blueprint("merging", __name__, template_folder="../templates")


@bp.route("/people/<int:person_id>/merge", methods=["GET", "POST"])
@requires(Permission.PERSON_MERGE, load=person_or_404)
def new(person: Person) -> str:
    return render_template("merging/new.html", person=person)
