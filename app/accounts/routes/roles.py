"""Roles of an account: another one is given, one ends."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import wording
from app.accounts.forms import EndRoleForm, TermForm
from app.accounts.models import Account, RoleGrant
from app.accounts.queries.accounts import account_of
from app.accounts.queries.grants import grant_of
from app.accounts.routes.terms import offered_term, term_choices
from app.accounts.services.roles import end_role, grant_role
from app.core import clock
from app.core.db import transaction
from app.core.errors import Conflict
from app.core.permissions import Permission
from app.web.gate import actor, requires

bp = Blueprint("roles", __name__, url_prefix="/accounts", template_folder="../templates")


@bp.route("/<int:account_id>/roles/new", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_EDIT, load=account_of)
def new(account: Account) -> ResponseReturnValue:
    form = TermForm(data={"started_on": clock.today()})
    form.offer(term_choices(actor()))
    if form.validate_on_submit():
        try:
            with transaction():
                grant_role(account, offered_term(form), by=actor())
        except Conflict as error:
            form.form_errors.append(wording.refusal(error))
        else:
            flash(_("The role is given."), "success")
            return redirect(url_for("accounts.show", account_id=account.id))
    status = 422 if form.is_submitted() else 200
    return render_template("roles/new.html", form=form, account=account), status


@bp.route("/roles/<int:grant_id>/end", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_EDIT, load=grant_of)
def end(grant: RoleGrant) -> ResponseReturnValue:
    form = EndRoleForm(data={"when": "day", "last_day": grant.ended_on or clock.today()})
    form.offer({"when": wording.end_choices()})
    account = grant.account
    if form.validate_on_submit():
        try:
            _end(grant, form)
        except Conflict as error:
            form.form_errors.append(wording.refusal(error))
        else:
            flash(_("The end of the role is set."), "success")
            return redirect(url_for("accounts.show", account_id=account.id))
    status = 422 if form.is_submitted() else 200
    page = render_template(
        "roles/end.html", form=form, grant=grant, account=account, wording=wording
    )
    return page, status


def _end(grant: RoleGrant, form: EndRoleForm) -> None:
    """At once means that yesterday was the last day: today the role is held no more."""
    yesterday = clock.today() - timedelta(days=1)
    last_day = yesterday if form.when.data == "now" else form.last_day.data or clock.today()
    with transaction():
        end_role(grant, last_day, at=clock.now(), by=actor())
