"""The gate: every view declares who may pass; its subject comes only with the right to it."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar, cast

from flask import Flask, abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user
from werkzeug.wrappers import Response

from app.core.actors import Actor, Scoped
from app.core.errors import Forbidden, NotFound
from app.core.permissions import Permission, allows, sees

View = TypeVar("View", bound=Callable[..., Any])

_DECLARED = "declared_permission"
PUBLIC = "public"

login_manager = LoginManager()


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login keeps about a browser that is signed in."""

    def __init__(self, token: str, actor: Actor, language: str) -> None:
        self.id = token
        self.actor = actor
        self.language = language


def public(view: View) -> View:
    """The view is open to everybody, signed in or not."""
    setattr(view, _DECLARED, PUBLIC)
    return view


def requires(
    permission: Permission, *, load: Callable[..., Scoped] | None = None
) -> Callable[[View], View]:
    """The view runs only for actors who hold `permission`.

    With `load`, the URL's values go to it, the permission is asked for what it returns, and the
    view is called with that subject instead. Whoever is not signed in is sent to sign in. A subject
    outside the actor's units answers 404, a visible but forbidden one 403.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(**values: object) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return _to_sign_in()
            if load is None:
                demand(actor(), permission, None)
                return view(**values)
            subject = load(**values)
            demand(actor(), permission, subject)
            return view(subject)

        return cast("View", declared(guarded, permission))

    return declare


def declared(view: View, permission: Permission) -> View:
    """The view, which says that it asks for `permission`; asking is up to it."""
    setattr(view, _DECLARED, permission)
    return view


def demand(who: Actor, permission: Permission, subject: Scoped | None) -> None:
    """Whoever acts may do this.

    Raises:
        Forbidden: not to this subject, which `who` sees; or not at all.
        NotFound: `who` may not know of the subject.
    """
    if allows(who, permission, subject):
        return
    if subject is None or sees(who, subject):
        raise Forbidden
    raise NotFound


def _to_sign_in() -> Response:
    if request.method not in {"GET", "HEAD"}:
        abort(HTTPStatus.UNAUTHORIZED)
    here = request.full_path.rstrip("?")
    return redirect(url_for("sign_in.show", next=None if here == "/" else here))


def actor() -> Actor:
    """The signed-in human of this request.

    Raises:
        Forbidden: nobody is signed in.
    """
    if not current_user.is_authenticated:
        raise Forbidden
    return cast("Actor", current_user.actor)


def actor_or_none() -> Actor | None:
    """The signed-in human of this request, or None."""
    return cast("Actor", current_user.actor) if current_user.is_authenticated else None


def can(permission: str, subject: Scoped | None = None) -> bool:
    """For templates: whether the actor may do this. An unknown permission is an error."""
    who, asked = actor_or_none(), Permission(permission)
    return who is not None and allows(who, asked, subject)


def declared_permission(app: Flask, endpoint: str) -> Permission | str | None:
    """What the view of `endpoint` declares: a permission, `PUBLIC`, or None."""
    return getattr(app.view_functions[endpoint], _DECLARED, None)


def check_every_view_is_declared(app: Flask) -> None:
    """The application does not start with a view that says nothing about who may see it.

    Raises:
        RuntimeError: naming the endpoint.
    """
    for endpoint in app.view_functions:
        if declared_permission(app, endpoint) is None:
            message = f"{endpoint} declares neither @requires(...) nor @public"
            raise RuntimeError(message)


def request_id() -> str:
    """The number of this request, shown on error pages and written to logs and the audit log."""
    return cast("str", g.request_id)
