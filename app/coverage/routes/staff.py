"""Staff lists of a day of report: who worked there, and whether the head stands for it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core import clock
from app.core.db import transaction
from app.core.paging import Page
from app.core.permissions import Permission, scope_of
from app.coverage.queries import confirmations
from app.coverage.queries.confirmations import State
from app.coverage.report_days import day_in_question, first_day_to_confirm
from app.coverage.routes.chosen import chosen_day, chosen_ground
from app.coverage.services.confirmations import ListChanged, TooEarly
from app.coverage.services.confirmations import confirm as confirm_list
from app.coverage.wording import staff as words
from app.people.models import Unit
from app.people.queries.units import unit_or_404
from app.web.gate import actor, requires
from app.web.pagination import page_number

_ROWS = 50

bp = Blueprint("staff", __name__, url_prefix="/staff", template_folder="../templates")


@bp.get("/")
@requires(Permission.PERSON_LIST_READ)
def index() -> str:
    """Which units confirmed their staff list for the day of report."""
    base, today = chosen_ground(), clock.today()
    usual = day_in_question(base.rule, today)
    as_of = chosen_day()[1] if "as_of" in request.args else usual
    found = confirmations.states(scope_of(actor(), Permission.PERSON_LIST_READ), base.rule, as_of)
    return render_template(
        "staff/index.html",
        base=base,
        as_of=as_of,
        days=base.rule.reference_dates,
        opens_on=first_day_to_confirm(as_of),
        is_open=first_day_to_confirm(as_of) <= today,
        waiting=[one for one in found if one.state is not State.CONFIRMED],
        page=Page.cut(found, page_number(), _ROWS),
        words=words,
    )


@bp.get("/<int:unit_id>")
@requires(Permission.PERSON_LIST_READ, load=unit_or_404)
def show(subject: Unit) -> str:
    """Who works at the unit on the day, and whether its head stands for that."""
    day_form, as_of = chosen_day()
    listed = confirmations.staff_list(subject, as_of)
    return render_template(
        "staff/show.html",
        unit=subject,
        as_of=as_of,
        day_form=day_form,
        listed=listed,
        confirmed=confirmations.confirmation_of(subject, as_of, listed),
        opens_on=first_day_to_confirm(as_of),
        is_open=first_day_to_confirm(as_of) <= clock.today(),
        words=words,
    )


@bp.post("/<int:unit_id>/confirm")
@requires(Permission.STAFF_CONFIRM, load=unit_or_404)
def confirm(subject: Unit) -> Response:
    """The head stands for the list that was on the screen."""
    as_of = chosen_day()[1]
    try:
        with transaction():
            seen = request.form.get("seen", "")
            listed = confirm_list(subject, as_of, seen=seen, by=actor(), at=clock.now())
        flash(words.done(listed.people, as_of), "success")
    except (TooEarly, ListChanged) as why:
        flash(words.refusal(why), "warning")
    return redirect(url_for("staff.show", unit_id=subject.id, as_of=as_of.isoformat()))
