"""The administration of accounts: the list, one of them, invitations, closing."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts import mails, wording
from app.accounts.forms import InviteForm
from app.accounts.models import Account, AccountState
from app.accounts.queries.accounts import (
    Search,
    account_of,
    everything_found,
    found,
    history_of,
)
from app.accounts.queries.grants import grants_of
from app.accounts.routes.terms import offered_term, term_choices
from app.accounts.services import accounts as services
from app.accounts.services.accounts import Guest, Invitation
from app.accounts.services.passwords import send_link
from app.core import clock
from app.core.db import after_commit, transaction
from app.core.errors import Conflict, Forbidden
from app.core.permissions import Permission, scope_of
from app.web.downloads import Value, csv_response, xlsx_response
from app.web.gate import actor, requires
from app.web.pagination import page_number

bp = Blueprint("accounts", __name__, url_prefix="/accounts", template_folder="../templates")


@bp.get("/")
@requires(Permission.ACCOUNT_READ)
def index() -> str:
    search = _search()
    return render_template(
        "accounts/index.html",
        search=search,
        page=found(search, page_number()),
        today=clock.today(),
        wording=wording,
    )


@bp.get("/table.<any(csv, xlsx):kind>")
@requires(Permission.ACCOUNT_READ)
def table(kind: str) -> Response:
    headers = [_("First name and surname"), _("E-mail"), _("State"), _("Roles"), _("Account since")]
    rows = map(_row, everything_found(_search()))
    if kind == "csv":
        return csv_response(_("accounts"), headers, rows)
    return xlsx_response(_("accounts"), headers, rows)


@bp.get("/<int:account_id>")
@requires(Permission.ACCOUNT_READ, load=account_of)
def show(account: Account) -> str:
    return render_template(
        "accounts/show.html",
        account=account,
        grants=grants_of(account.id),
        events=[wording.event(entry) for entry in history_of(account.id)],
        today=clock.today(),
        wording=wording,
    )


@bp.route("/invite", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_EDIT)
def invite() -> ResponseReturnValue:
    form = InviteForm(data={"started_on": clock.today(), "language": "pl"})
    form.offer(term_choices(actor()))
    if form.validate_on_submit():
        try:
            invitation = _invite(form)
        except services.NameNeeded as error:
            form.reject(form.name, wording.refusal(error))
        except Conflict as error:
            form.form_errors.append(wording.refusal(error))
        else:
            return redirect(url_for("accounts.show", account_id=invitation.account.id))
    status = 422 if form.is_submitted() else 200
    return render_template("accounts/invite.html", form=form), status


@bp.post("/<int:account_id>/link")
@requires(Permission.ACCOUNT_EDIT, load=account_of)
def mail_link(account: Account) -> Response:
    """The owner is mailed a fresh invitation, or a link to a new password."""
    if account.closed_at is not None:
        raise services.AccountIsClosed(account.email)
    with transaction():
        link = send_link(account, lifetime=_lifetime(account), at=clock.now(), by=actor())
        after_commit(mails.delivery_of(link))
    flash(_("A link is on its way to %(address)s.", address=account.email), "success")
    return redirect(url_for("accounts.show", account_id=account.id))


@bp.post("/<int:account_id>/close")
@requires(Permission.ACCOUNT_EDIT, load=account_of)
def close(account: Account) -> Response:
    def change() -> None:
        services.close(account, at=clock.now(), by=actor())

    return _changed(account, change, _("The account is closed. Nobody can sign in to it."))


@bp.post("/<int:account_id>/reopen")
@requires(Permission.ACCOUNT_EDIT, load=account_of)
def reopen(account: Account) -> Response:
    def change() -> None:
        services.reopen(account, at=clock.now(), by=actor())

    return _changed(account, change, _("The account is open again."))


def _changed(account: Account, change: Callable[[], None], done: str) -> Response:
    """Back to the account, told what was done or why it was not."""
    try:
        with transaction():
            change()
        flash(done, "success")
    except (Conflict, Forbidden) as error:
        flash(wording.refusal(error), "error")
    return redirect(url_for("accounts.show", account_id=account.id))


def _invite(form: InviteForm) -> Invitation:
    guest = Guest(form.email.data or "", form.name.data or "", form.language.data)
    lifetime = timedelta(hours=current_app.extensions["settings"].invitation_hours)
    with transaction():
        term = offered_term(form)
        invitation = services.invite(guest, term, lifetime=lifetime, at=clock.now(), by=actor())
        if invitation.link:
            after_commit(mails.delivery_of(invitation.link))
    name = invitation.account.display_name
    if invitation.link:
        flash(_("An invitation is on its way to %(name)s.", name=name), "success")
    else:
        flash(_("%(name)s has an account already; the role is added.", name=name), "success")
    return invitation


def _lifetime(account: Account) -> timedelta:
    settings = current_app.extensions["settings"]
    if account.password_hash is None:
        return timedelta(hours=settings.invitation_hours)
    return timedelta(minutes=settings.reset_minutes)


def _search() -> Search:
    state = request.args.get("state", "")
    return Search(
        paths=scope_of(actor(), Permission.ACCOUNT_READ),
        words=request.args.get("q", ""),
        state=AccountState(state) if state in set(AccountState) else None,
    )


def _row(account: Account) -> Sequence[Value]:
    today = clock.today()
    roles = (
        f"{wording.role_name(grant.role)} ({grant.unit.short_name})"
        for grant in account.role_grants
        if not grant.is_over(today)
    )
    state = wording.state_name(account.state)
    return account.display_name, account.email, state, ", ".join(roles), account.created_at
