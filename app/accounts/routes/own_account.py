"""The own account: password, language, and where one is signed in."""

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts import hashing, wording
from app.accounts.forms import ChangePasswordForm, LanguageForm
from app.accounts.models import Account
from app.accounts.queries.sign_in import browsers_of, own_account
from app.accounts.routes import door
from app.accounts.services import accounts, passwords, sign_in
from app.core import clock
from app.core.db import transaction
from app.core.permissions import Permission
from app.web.gate import actor, requires
from app.web.languages import COOKIE

bp = Blueprint("own_account", __name__, url_prefix="/account", template_folder="../templates")


@bp.get("")
@requires(Permission.OWN_ACCOUNT_READ)
def show() -> str:
    return _page(ChangePasswordForm())


@bp.post("/password")
@requires(Permission.OWN_ACCOUNT_EDIT)
def change_password() -> ResponseReturnValue:
    account = own_account(actor())
    form = ChangePasswordForm()
    form.password.own = (account.display_name, account.email)
    if not form.validate_on_submit():
        return _page(form), 422
    if door.recognise(account.email, form.current.data or "") is None:
        form.reject(form.current, _("This is not your current password."))
        return _page(form), 422
    _replace_password(account, form.password.data or "")
    flash(_("Your password is changed. Other browsers have been signed out."), "success")
    return redirect(url_for("own_account.show"))


@bp.post("/language")
@requires(Permission.OWN_ACCOUNT_EDIT)
def choose_language() -> ResponseReturnValue:
    """What this browser chose for itself before is forgotten, or it would win."""
    form = LanguageForm()
    if form.validate_on_submit():
        with transaction():
            accounts.choose_language(own_account(actor()), form.language.data, by=actor())
        flash(_("Your language is saved."), "success")
    response = make_response(redirect(url_for("own_account.show")))
    response.delete_cookie(COOKIE)
    return response


@bp.post("/sign-ins/<int:sign_in_id>/end")
@requires(Permission.OWN_ACCOUNT_EDIT)
def end_sign_in(sign_in_id: int) -> Response:
    with transaction():
        sign_in.end_sign_in(sign_in_id, at=clock.now(), by=actor())
    flash(_("That browser is signed out."), "success")
    return redirect(url_for("own_account.show"))


@bp.post("/sign-ins/end")
@requires(Permission.OWN_ACCOUNT_EDIT)
def end_every_sign_in() -> Response:
    with transaction():
        sign_in.end_every_sign_in(at=clock.now(), by=actor())
    door.let_out()
    flash(_("You have signed out everywhere."), "success")
    return redirect(url_for("sign_in.show"))


def _page(form: ChangePasswordForm) -> str:
    account = own_account(actor())
    today = clock.today()
    return render_template(
        "own_account/show.html",
        account=account,
        grants=[grant for grant in account.role_grants if grant.is_held(today)],
        browsers=browsers_of(account.id, door.this_token(), clock.now()),
        form=form,
        language_form=LanguageForm(formdata=None, data={"language": account.language}),
        wording=wording,
    )


def _replace_password(account: Account, password: str) -> None:
    password_hash = hashing.hash_of(password)
    with transaction():
        passwords.change_password(
            account, password_hash, this_token=door.this_token(), at=clock.now(), by=actor()
        )
