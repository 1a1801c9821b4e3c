"""Administrators give tokens to programs and take them back."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts.queries.grants import units_below
from app.api import queries, services, wording
from app.api.forms import LONGEST, TokenForm
from app.api.models import ApiToken
from app.api.services import NewToken, Terms
from app.core import clock
from app.core.db import transaction
from app.core.errors import Conflict
from app.core.permissions import Permission, scope_of
from app.people.queries.units import unit_or_404
from app.web.gate import actor, requires
from app.web.pagination import page_number

bp = Blueprint("tokens", __name__, url_prefix="/interface/tokens", template_folder="../templates")


@bp.get("")
@requires(Permission.INTERFACE_READ)
def index() -> str:
    paths = scope_of(actor(), Permission.INTERFACE_READ)
    page = queries.tokens_page(paths, page_number())
    return render_template("tokens/index.html", page=page, today=clock.today(), wording=wording)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.INTERFACE_EDIT)
def new() -> ResponseReturnValue:
    """The token is shown in the answer to the form and nowhere else, ever."""
    form = TokenForm(data={"expires_on": clock.today() + LONGEST})
    units = units_below(scope_of(actor(), Permission.INTERFACE_EDIT))
    form.offer({"unit": wording.unit_choices(units)})
    if form.validate_on_submit():
        given = _given(form)
        base_url = current_app.extensions["settings"].base_url
        page = render_template("tokens/given.html", given=given, base_url=base_url, wording=wording)
        return page, 201
    return render_template("tokens/new.html", form=form), 422 if form.is_submitted() else 200


@bp.post("/<int:token_id>/revoke")
@requires(Permission.INTERFACE_EDIT, load=queries.token_or_404)
def revoke(token: ApiToken) -> Response:
    try:
        with transaction():
            services.revoke(token, by=actor(), at=clock.now())
    except Conflict:
        flash(_("The token was revoked before, so nothing was changed."))
    else:
        flash(_("The token is revoked. Whoever shows it reads nothing any more."), "success")
    return redirect(url_for("tokens.index"))


def _given(form: TokenForm) -> NewToken:
    terms = Terms(
        form.name.data or "",
        unit_or_404(form.unit.data),
        bool(form.sees_people.data),
        form.expires_on.data or clock.today(),
    )
    with transaction():
        return services.give(terms, by=actor(), at=clock.now())
