"""Who is invited to a session: units, people by name, and the mail that tells them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.attendance.delivery import deliver_soon
from app.attendance.forms.meetings import MassForm
from app.attendance.forms.sessions import InviteForm
from app.attendance.models.notices import NoticeKind
from app.attendance.models.sessions import TrainingSession
from app.attendance.queries import people_of
from app.attendance.queries.finding import session_or_404
from app.attendance.queries.invited import recipients
from app.attendance.routes.saving import done, ended, mass_limit, saved
from app.attendance.services import invitations as services
from app.attendance.services import seats
from app.attendance.wording import guests as wording
from app.core import clock
from app.core.errors import NotFound
from app.core.permissions import Permission, scope_of
from app.people.queries.people import person_or_404
from app.people.queries.unit_lists import unit_choices
from app.people.queries.units import unit_or_404
from app.training.queries.people import people_by_id, people_named
from app.web.gate import actor, requires
from app.web.pagination import page_number

bp = Blueprint("invitations", __name__, template_folder="../templates")


@bp.route("/sessions/<int:session_id>/invited", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT, load=session_or_404)
def edit(session: TrainingSession) -> ResponseReturnValue:
    """Units are invited; who is, and how many people were not told yet, stands here."""
    if back := ended(session):
        return back
    form = _bound(session)
    if saved(form, lambda: _invited(session, form)):
        flash(_("The units are invited. Nobody was mailed yet."), "success")
        return redirect(url_for("invitations.edit", session_id=session.id))
    return render_template("invitations/edit.html", session=session, form=form, wording=wording)


@bp.post("/sessions/<int:session_id>/invited/<int:unit_id>/remove")
@requires(Permission.SESSION_EDIT, load=lambda session_id, **_more: session_or_404(session_id))
def remove(session: TrainingSession) -> ResponseReturnValue:
    """A unit is not invited any more."""
    unit_id = (request.view_args or {})["unit_id"]
    done(
        lambda: services.uninvite(session, unit_id, by=actor()),
        _("The unit is not invited any more. Whoever signed up keeps the seat."),
    )
    return redirect(url_for("invitations.edit", session_id=session.id))


@bp.route("/sessions/<int:session_id>/invited/mail", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT, load=session_or_404)
def mail(session: TrainingSession) -> ResponseReturnValue:
    """Everybody invited who was not told yet is told by mail; their names stand there before."""
    if back := ended(session):
        return back
    form, limit = MassForm(), mass_limit()
    told = saved(form, lambda: _told(session, form, limit))
    if told is not None:
        flash(wording.invited_sentence(told), "success")
        return redirect(url_for("sessions.show", session_id=session.id))
    return render_template(
        "invitations/mail.html",
        session=session,
        form=form,
        recipients=recipients(session, NoticeKind.INVITED, clock.now()),
        limit=limit,
        wording=wording,
    )


@bp.get("/sessions/<int:session_id>/guests")
@requires(Permission.SESSION_EDIT, load=session_or_404)
def people(session: TrainingSession) -> ResponseReturnValue:
    """Who signed up or has a seat by name, and a search for more."""
    words = request.args.get("q", "").strip()
    day = people_of.next_meeting(session, clock.now()).day
    return render_template(
        "invitations/people.html",
        session=session,
        words=words,
        found=people_named(words, _reach()) if words else [],
        page=None if words else people_of.named_page(session, day, page_number()),
        wording=wording,
    )


@bp.post("/sessions/<int:session_id>/guests/<int:person_id>/add")
@requires(Permission.SESSION_EDIT, load=lambda session_id, **_more: session_or_404(session_id))
def add_person(session: TrainingSession) -> ResponseReturnValue:
    """Somebody within reach is invited by name."""
    person_id = (request.view_args or {})["person_id"]
    found = people_by_id([person_id], _reach()).get(person_id)
    if found is None or not found.units:
        raise NotFound
    person = person_or_404(person_id)
    done(
        lambda: seats.give(session, person, by=actor(), at=clock.now()),
        _("%(name)s is on the list. Nobody was mailed yet.", name=person.full_name),
    )
    return redirect(url_for("invitations.people", session_id=session.id))


@bp.post("/sessions/<int:session_id>/guests/<int:person_id>/remove")
@requires(Permission.SESSION_EDIT, load=lambda session_id, **_more: session_or_404(session_id))
def remove_person(session: TrainingSession) -> ResponseReturnValue:
    """Somebody is not expected by name any more; whoever waited first moves up."""
    person_id = (request.view_args or {})["person_id"]

    def take_back() -> None:
        seats.take_back(session, person_id, by=actor(), at=clock.now())
        deliver_soon(by=actor())

    done(
        take_back, _("The person is off the list. Whoever waited first gets the seat, and a mail.")
    )
    return redirect(url_for("invitations.people", session_id=session.id))


def _reach() -> tuple[str, ...]:
    """Whom the actor may invite."""
    return scope_of(actor(), Permission.SESSION_PLAN)


def _bound(session: TrainingSession) -> InviteForm:
    invited = {one.unit_id for one in session.invited}
    units = [(str(one), name) for one, name in unit_choices(_reach()) if one not in invited]
    form = InviteForm()
    form.offer({"units": units, "audience": wording.audience_choices()})
    return form


def _invited(session: TrainingSession, form: InviteForm) -> bool:
    units = [unit_or_404(int(number)) for number in form.units.data or ()]
    teaching_only = wording.AUDIENCES[form.audience.data]
    services.invite(session, units, teaching_only=teaching_only, by=actor())
    return True


def _told(session: TrainingSession, form: MassForm, limit: int) -> int:
    at_most = None if form.seen.data else limit
    told = services.tell(session, mails_at_most=at_most, by=actor(), at=clock.now())
    deliver_soon(by=actor())
    return told
