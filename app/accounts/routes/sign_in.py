"""In and out: sign-in, forgotten passwords, and the links that are mailed.

No answer tells whether an address is known: neither its words, nor its status, nor its time.
"""

import logging
from datetime import timedelta

from flask import Blueprint, Flask, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.accounts import guesses, hashing, mails
from app.accounts.forms import ChoosePasswordForm, ForgottenForm, SignInForm
from app.accounts.guesses import TooManyGuesses
from app.accounts.models import AccessLink
from app.accounts.queries.sign_in import LinkIsDead, live_link
from app.accounts.routes import door
from app.accounts.services import passwords
from app.accounts.services import sign_in as services
from app.core import clock
from app.core.actors import Actor
from app.core.db import after_commit, transaction
from app.web.gate import actor, actor_or_none, public, request_id
from app.web.own_paths import own_path

log = logging.getLogger(__name__)

bp = Blueprint("sign_in", __name__, template_folder="../templates")


@bp.get("/sign-in")
@public
def show() -> ResponseReturnValue:
    """The form; whoever is signed in already goes where they were going."""
    asked = request.args.get("next", "")
    if actor_or_none() is not None:
        return redirect(own_path(asked, url_for("home.index")))
    return render_template("sign_in/show.html", form=SignInForm(data={"next": asked}))


@bp.post("/sign-in")
@public
def enter() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate_on_submit():
        return render_template("sign_in/show.html", form=form), 422
    seen = door.recognise(form.email.data or "", form.password.data or "")
    if seen is None:
        log.info("a sign-in was refused")
        form.form_errors.append(_("The address or the password is not right."))
        return render_template("sign_in/show.html", form=form), 422
    with transaction():
        token = door.start_session(seen.account, seen.fresh_hash)
    door.let_in(token, seen.account)
    return redirect(own_path(form.next.data, url_for("home.index")))


@bp.post("/sign-out")
@public
def leave() -> Response:
    """Nobody is signed in; whoever signs in next goes on where the form says, if it does."""
    if actor_or_none() is not None:
        with transaction():
            services.sign_out(door.this_token(), at=clock.now(), by=actor())
    door.let_out()
    flash(_("You have signed out."), "success")
    return redirect(url_for("sign_in.show", next=own_path(request.form.get("next"), "") or None))


@bp.get("/forgotten-password")
@public
def forgot() -> str:
    return render_template("sign_in/forgot.html", form=ForgottenForm())


@bp.post("/forgotten-password")
@public
def ask() -> ResponseReturnValue:
    """The answer is the same for everybody; whether there is an account is looked up afterwards."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        return render_template("sign_in/forgot.html", form=form), 422
    address = form.email.data or ""
    with transaction():
        guesses.count_try(door.target("reset", address), clock.now())
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    door.AFTERWARDS.submit(_send_reset, app, address, request_id())
    return redirect(url_for("sign_in.sent"))


@bp.get("/forgotten-password/sent")
@public
def sent() -> str:
    return render_template("sign_in/sent.html", minutes=door.settings().reset_minutes)


@bp.route("/link/<token>", methods=["GET", "POST"])
@public
def choose_password(token: str) -> ResponseReturnValue:
    """Looking at the page uses nothing up: programs that check mail look at links too."""
    link = live_link(token, clock.now())
    form = ChoosePasswordForm()
    form.password.own = (link.account.display_name, link.account.email)
    if form.validate_on_submit():
        _accept(link, form.password.data or "")
        flash(_("Your password is set and you are signed in."), "success")
        return redirect(url_for("home.index"))
    status = 422 if form.is_submitted() else 200
    return render_template("sign_in/choose_password.html", form=form, link=link), status


@bp.app_errorhandler(LinkIsDead)
def dead_link(_error: LinkIsDead) -> tuple[str, int]:
    return render_template("sign_in/dead_link.html"), 410


@bp.app_errorhandler(TooManyGuesses)
def too_many(error: TooManyGuesses) -> tuple[str, int, dict[str, str]]:
    wait = max(1, -int((clock.now() - error.until).total_seconds() // 1))
    page = render_template("sign_in/too_many.html", until=clock.local(error.until))
    return page, 429, {"Retry-After": str(wait)}


def _accept(link: AccessLink, password: str) -> None:
    """The bearer of the link has this password and is signed in."""
    account = link.account
    password_hash = hashing.hash_of(password)
    by = account.as_actor(request_id())
    with transaction():
        passwords.choose_password(link, password_hash, at=clock.now(), by=by)
        guesses.forget_mistakes(door.sign_in_target(account.email))
        token = door.start_session(account)
    door.let_in(token, account)


def _send_reset(app: Flask, address: str, asked_in: str) -> None:
    try:
        with app.app_context(), transaction():
            link = passwords.ask_for_reset(
                address,
                lifetime=timedelta(minutes=door.settings().reset_minutes),
                at=clock.now(),
                by=Actor(_("Somebody who was not signed in"), request_id=asked_in),
            )
            if link is not None:
                after_commit(mails.delivery_of(link))
    except Exception:
        log.exception("a link to a new password could not be made")
