"""Two entries of one human become one."""

from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.errors import Moved, NotFound
from app.core.permissions import Permission, allows, scope_of
from app.people.forms.merging import MergeForm
from app.people.models import Person
from app.people.queries.merging import namesakes_of, weights_of
from app.people.queries.people import person_or_404
from app.people.queries.people_lists import PeopleFilter, people_page
from app.people.refusals import MergedAlready
from app.people.routes.saving import saved
from app.people.services.merging import merge
from app.people.wording import merging as wording
from app.web.addresses import LARGEST_ROW_NUMBER
from app.web.gate import actor, requires

bp = Blueprint("merging", __name__, template_folder="../templates")


@bp.route("/people/<int:person_id>/merge", methods=["GET", "POST"])
@requires(Permission.PERSON_MERGE, load=person_or_404)
def new(person: Person) -> ResponseReturnValue:
    """First the other entry is found, then it is said which of the two stays."""
    other = _other(person)
    if other is None:
        return _finding(person)
    entries = (person, other)
    form = MergeForm(data={"other": other.id})
    form.offer({"stays": [(str(one.id), wording.entry_label(one)) for one in entries]})
    into = saved(form, partial(_merge, form, entries))
    if into is not None:
        flash(_("The two entries of %(name)s are one now.", name=into.full_name), "success")
        return redirect(url_for("people.show", person_id=into.id))
    weights = {one.id: weights_of(one.id) for one in entries}
    return render_template(
        "merging/new.html", entries=entries, form=form, weights=weights, wording=wording
    )


def _merge(form: MergeForm, entries: tuple[Person, Person]) -> Person:
    into_id = int(form.stays.data)
    (gone_id,) = (one.id for one in entries if one.id != into_id)
    return merge(gone_id, into_id, form.reason.data or "", by=actor(), at=clock.now())


def _finding(person: Person) -> str:
    """Who the other entry may be: namesakes first, else whoever is searched for."""
    words = request.args.get("q", "").strip()
    paths = scope_of(actor(), Permission.PERSON_MERGE)
    found = people_page(paths, PeopleFilter(words=words), 1).items if words else ()
    return render_template(
        "merging/find.html",
        person=person,
        namesakes=namesakes_of(person),
        words=words,
        found=[one for one in found if one.id != person.id],
    )


def _other(person: Person) -> Person | None:
    """The other entry, None if none was named.

    Raises:
        NotFound: there is none within reach, or it is the same.
        MergedAlready: it has been merged, perhaps just now.
    """
    number = request.values.get("other", type=int)
    if number is None:
        return None
    if not 0 < number <= LARGEST_ROW_NUMBER or number == person.id:
        raise NotFound
    try:
        other = person_or_404(number)
    except Moved as moved:
        raise MergedAlready from moved
    if not allows(actor(), Permission.PERSON_MERGE, other):
        raise NotFound
    return other
