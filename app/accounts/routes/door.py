"""The browser's side of sign-in: where it comes from, and the token it keeps."""

from concurrent.futures import ThreadPoolExecutor

from flask import current_app, request, session
from flask_login import current_user, login_user, logout_user

from app.accounts import guesses
from app.accounts.guesses import Target
from app.accounts.models import Account
from app.accounts.queries import sign_in as queries
from app.accounts.queries.sign_in import Recognised
from app.accounts.services import sign_in as services
from app.core import clock
from app.core.db import transaction
from app.core.settings import Settings
from app.web.gate import SignedIn, request_id

#: work that an answer must not wait for, so that its time tells nothing
AFTERWARDS = ThreadPoolExecutor(max_workers=1, thread_name_prefix="afterwards")


def settings() -> Settings:
    """The settings of this application."""
    found: Settings = current_app.extensions["settings"]
    return found


def target(kind: str, address: str) -> Target:
    """What this request guesses at, and from where."""
    return guesses.target_of(kind, address, request.remote_addr, str(current_app.secret_key))


def sign_in_target(address: str) -> Target:
    """The same for the password of this address."""
    return target("password", address)


def recognise(address: str, password: str) -> Recognised | None:
    """The account that they open; None if they do not, and one more wrong try is counted.

    Raises:
        TooManyGuesses: there were too many; this one was not looked at.
    """
    with transaction():
        attempt = guesses.count_try(sign_in_target(address), clock.now())
    seen = queries.recognised(address, password)
    if seen is not None:
        with transaction():
            guesses.forgive(attempt)
    return seen


def start_session(account: Account, fresh_hash: str | None = None) -> str:
    """The account is signed in to once more; the token for this browser, which `let_in` keeps."""
    if current_user.is_authenticated:
        services.sign_out(this_token(), at=clock.now(), by=current_user.actor)
    return services.sign_in(
        account,
        user_agent=request.user_agent.string,
        hours=settings().session_hours,
        fresh_hash=fresh_hash,
        at=clock.now(),
        by=account.as_actor(request_id()),
    )


def let_in(token: str, account: Account) -> None:
    """This browser acts for the account; nothing that it kept before is left."""
    session.clear()
    login_user(SignedIn(token, account.as_actor(request_id()), account.language))


def let_out() -> None:
    """This browser acts for nobody."""
    logout_user()
    session.clear()


def this_token() -> str:
    """The token of the browser that is signed in."""
    return str(current_user.get_id())
