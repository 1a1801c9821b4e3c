"""The list of people, and one person's page."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core import clock
from app.core.permissions import Permission, scope_of
from app.people import facts
from app.people.forms.fields import number_or_none
from app.people.forms.people import NewPersonForm, PersonForm
from app.people.models import Person
from app.people.queries.history import changes_of
from app.people.queries.merging import namesakes_of, with_namesakes
from app.people.queries.people import AtWork, at_work_or_404, person_or_404, sight_of
from app.people.queries.people_lists import PeopleFilter, all_people, people_page
from app.people.routes.asking import asked_people
from app.people.routes.offers import employment_offers
from app.people.routes.saving import saved
from app.people.routes.tables import people_table
from app.people.services import people as services
from app.people.wording import history
from app.web.gate import actor, can, requires
from app.web.pagination import page_number

bp = Blueprint("people", __name__, url_prefix="/people", template_folder="../templates")


@bp.get("/")
@requires(Permission.PERSON_LIST_READ)
def index() -> str:
    form, asked = asked_people()
    paths = scope_of(actor(), Permission.PERSON_LIST_READ)
    page, may_merge = people_page(paths, asked, page_number()), can(Permission.PERSON_MERGE)
    return render_template(
        "people/index.html",
        form=form,
        asked=asked,
        page=page,
        doubles=with_namesakes({one.id for one in page.items}) if may_merge else frozenset(),
        is_narrowed=replace(asked, words="") != PeopleFilter(working_on=clock.today()),
    )


@bp.get("/table.<any(csv, xlsx):ending>")
@requires(Permission.PERSON_LIST_READ)
def table(ending: str) -> Response:
    _form, asked = asked_people()
    paths = scope_of(actor(), Permission.PERSON_LIST_READ)
    return people_table(ending, all_people(paths, asked))


@bp.get("/<int:person_id>")
@requires(Permission.PERSON_READ, load=person_or_404)
def show(person: Person) -> str:
    sight = sight_of(person, actor(), clock.today())
    return render_template(
        "people/show.html",
        person=person,
        at_work=AtWork(person, clock.today()),
        sight=sight,
        today=clock.today(),
        history=changes_of("person", person.id) if sight.is_whole else None,
        namesakes=namesakes_of(person) if can(Permission.PERSON_MERGE, person) else (),
        wording=history,
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.PERSON_EDIT)
def new() -> ResponseReturnValue:
    form = NewPersonForm(data={"unit_id": number_or_none(request.args.get("unit")), "fte": "1"})
    form.offer(employment_offers(actor()))
    person = saved(
        form,
        lambda: services.add_person(
            form.details(),
            form.terms(),
            form.reason.data or "",
            by=actor(),
            today=clock.today(),
        ),
    )
    if person:
        flash(_("%(name)s has been added.", name=person.full_name), "success")
        return redirect(url_for("people.show", person_id=person.id))
    return render_template("people/new.html", form=form)


@bp.route("/<int:person_id>/edit", methods=["GET", "POST"])
@requires(Permission.PERSON_EDIT, load=at_work_or_404)
def edit(worker: AtWork) -> ResponseReturnValue:
    person = worker.person
    stored = facts.of_person(person)
    form = PersonForm(data={**stored, "seen": facts.fingerprint(stored)})
    if saved(
        form,
        lambda: services.change_person(person, form.details(), form.seen.data or "", by=actor()),
    ):
        flash(_("The changes have been saved."), "success")
        return redirect(url_for("people.show", person_id=person.id))
    return render_template("people/edit.html", form=form, person=person)
