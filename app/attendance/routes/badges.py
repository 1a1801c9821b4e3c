"""Badges: the own code, a person's, a sheet of a school's, and what a stranger sees of one."""

from collections.abc import Sequence

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from app.accounts.misses import Misses
from app.attendance.models.links import LinkKind
from app.attendance.queries.badges import Bearer, bearers, own_person
from app.attendance.queries.links import badge_codes
from app.attendance.services.links import replace_link
from app.attendance.sheets.badge_sheet import Card, badge_sheet
from app.attendance.wording import badges as wording
from app.core import clock
from app.core.db import transaction
from app.core.permissions import Permission
from app.people.models import Person, Unit
from app.people.queries.people import AtWork, at_work_or_404
from app.people.queries.units import unit_or_404
from app.web.downloads import pdf_response
from app.web.gate import actor, public, requires

bp = Blueprint("badges", __name__, template_folder="../templates")

_MAILS = 3
_MOST = 500


@bp.record_once
def _count_mails(state: BlueprintSetupState) -> None:
    """Mails are counted as wrong codes are: in memory, per account."""
    state.app.extensions["badge_mails"] = Misses(limit=_MAILS)


@bp.get("/my-code")
@requires(Permission.BADGE_READ, load=lambda: own_person(actor()))
def own(person: Person) -> str:
    """The own badge, large enough to be scanned from the screen."""
    return render_template("badges/own.html", **_shown(person))


@bp.post("/my-code/mail")
@requires(Permission.BADGE_EDIT, load=lambda: own_person(actor()))
def mail(person: Person) -> AnyResponse:
    """The own badge is on its way to the own address, unless it was sent too often just now."""
    until = current_app.extensions["badge_mails"].count(str(person.id), clock.now())
    if until is None:
        letter = wording.letter(person, badge_codes([person.id])[person.id], _base_url())
        current_app.extensions["mailer"].later(*letter)()
        flash(_("Your badge is on its way to %(address)s.", address=person.email), "success")
    else:
        flash(wording.mailed_enough(person.email, until), "warning")
    return redirect(url_for("badges.own"))


@bp.get("/people/<int:person_id>/badge")
@requires(Permission.BADGE_READ, load=at_work_or_404)
def show(holder: AtWork) -> str:
    """Somebody's badge, to show, to print and to replace."""
    return render_template("badges/show.html", **_shown(holder.person))


@bp.route("/people/<int:person_id>/badge/replace", methods=["GET", "POST"])
@requires(Permission.BADGE_EDIT, load=at_work_or_404)
def replace(holder: AtWork) -> ResponseReturnValue:
    """A lost badge no longer holds, once it has been asked whether that is meant."""
    person, is_own = holder.person, holder.person_id == actor().person_id
    if request.method == "GET":
        return render_template("badges/replace.html", person=person, is_own=is_own)
    with transaction():
        replace_link(person, LinkKind.BADGE, by=actor(), at=clock.now())
    flash(_("The badge is replaced. The earlier one no longer holds."), "success")
    if is_own:
        return redirect(url_for("badges.own"))
    return redirect(url_for("badges.show", person_id=person.id))


@bp.get("/units/<int:unit_id>/badges")
@requires(Permission.BADGE_READ, load=unit_or_404)
def unit(subject: Unit) -> str:
    """Whose badges a sheet would hold, and which names are to be written by hand."""
    people = bearers(subject, clock.today(), _MOST)
    codes = badge_codes(one.person_id for one in people or ())
    return render_template(
        "badges/unit.html",
        unit=subject,
        people=people,
        most=_MOST,
        by_hand=wording.by_hand(people or (), codes),
        size=wording.size_of(people or ()),
    )


@bp.get("/units/<int:unit_id>/badges.pdf")
@requires(Permission.BADGE_READ, load=unit_or_404)
def school(subject: Unit) -> AnyResponse:
    """The sheet of badges, to print and to cut."""
    today = clock.today()
    people = bearers(subject, today, _MOST)
    if not people:
        return redirect(url_for("badges.unit", unit_id=subject.id))
    pdf = badge_sheet(_cards(people), wording.sheet_words(), wording.about_sheet(subject, today))
    return pdf_response(_("Badges %(school)s", school=subject.short_name), pdf)


@bp.get("/b/<code>")
@public
def meet(code: str) -> Response:  # noqa: ARG001 - the page is the same for every code
    """What a stranger sees who scans a badge: nothing about anybody, not even if it is genuine."""
    response = make_response(render_template("badges/meet.html"))
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _shown(person: Person) -> dict[str, object]:
    """What the page of a badge shows."""
    code = badge_codes([person.id])[person.id]
    badge = wording.shown(person, code, _base_url(), clock.today())
    return {"person": person, "badge": badge}


def _cards(people: Sequence[Bearer]) -> list[Card]:
    codes = badge_codes(one.person_id for one in people)
    return [wording.card(one, codes[one.person_id], _base_url()) for one in people]


def _base_url() -> str:
    return current_app.extensions["settings"].base_url
