"""The gate of the interface: a token in place of a sign-in, and no cookie.

Whoever shows a token reads as an auditor of its unit. Views say what they ask for and what they
answer, and the description of the interface is made of that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from hashlib import sha256
from math import ceil
from typing import Any, Protocol, cast

from flask import current_app, g, request
from flask.sansio.app import App
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import BadRequest, TooManyRequests, Unauthorized
from werkzeug.wrappers import Response

from app.accounts.guesses import network_of
from app.accounts.misses import Misses
from app.api import wording
from app.api.models import ApiToken
from app.api.queries import shown_token
from app.api.questions import Question
from app.api.services import note_use
from app.core import clock
from app.core.actors import Actor, Grant, Role, Scoped
from app.core.db import transaction
from app.core.permissions import Permission
from app.web.gate import declared, demand, request_id

#: what one token may ask in a quarter of an hour, of each process
CALLS = 3000

View = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """The program that reads, and what its token allows."""

    actor: Actor
    token: ApiToken

    @property
    def path(self) -> str:
        """Of the unit below which it reads."""
        return self.token.unit.path


class Described(Protocol):
    """A view of the interface."""

    asks: type[Question]
    answers: type[BaseModel] | None


@dataclass(frozen=True, slots=True)
class _Limits:
    """What is counted in this process."""

    misses: Misses
    calls: Misses


def init_bearer(app: App) -> None:
    """Wrong tokens and questions are counted from now on."""
    app.extensions["api_limits"] = _Limits(Misses(), Misses(limit=CALLS))


def reads(
    permission: Permission,
    *,
    load: Callable[..., Scoped] | None = None,
    asks: type[Question] = Question,
    answers: type[BaseModel] | None = None,
) -> Callable[[View], View]:
    """The view answers programs whose token gives `permission`.

    It is called with the subject that `load` finds for the values of the address, or with these
    values if there is no `load`, and last with what was asked. It returns one of `answers`, or a
    response of its own.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(**values: object) -> Response:
            g.reader = reader = _reader(clock.now())
            asked = _asked(asks)
            subject = load(**values) if load else None
            demand(reader.actor, permission, subject)
            answer = view(**values, asked=asked) if subject is None else view(subject, asked)
            return _sent(answer)

        described = cast("Described", guarded)
        described.asks, described.answers = asks, answers
        return declared(guarded, permission)

    return declare


def reader() -> Reader:
    """The program that asks."""
    return cast("Reader", g.reader)


def sent(body: bytes, media_type: str) -> Response:
    """The body; a program that has it already is told so. No cache may show it to somebody else."""
    response = Response(body, content_type=media_type)
    response.set_etag(sha256(body).hexdigest())
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization"
    return response.make_conditional(request)


def _sent(answer: BaseModel | Response) -> Response:
    if isinstance(answer, Response):
        return answer
    return sent(answer.model_dump_json().encode(), "application/json")


def _reader(now: datetime) -> Reader:
    """Whoever shows a token that works.

    Raises:
        Unauthorized: nobody does.
        TooManyRequests: too many wrong tokens came from there, or the token was used too often.
    """
    limits: _Limits = current_app.extensions["api_limits"]
    today = clock.local(now).date()
    shown = request.authorization
    token = shown.token if shown is not None and shown.type == "bearer" else None
    found = shown_token(token, today) if token else None
    if found is None:
        if token:
            _demand_patience(limits.misses.count(network_of(request.remote_addr), now), now)
        raise Unauthorized(www_authenticate=WWWAuthenticate("bearer", {"realm": "Kadra"}))
    _demand_patience(limits.calls.count(str(found.id), now), now)
    grant = Grant(Role.AUDITOR, found.unit.path)
    actor = Actor(wording.bearer_name(found), grants=(grant,), request_id=request_id())
    if found.last_used_on != today:
        with transaction():
            note_use(found.id, today, by=actor)
    return Reader(actor, found)


def _demand_patience(until: datetime | None, now: datetime) -> None:
    if until is not None:
        raise TooManyRequests(retry_after=max(1, ceil((until - now).total_seconds())))


def _asked(asks: type[Question]) -> Question:
    """What the address asks for.

    Raises:
        BadRequest: it does not make sense; the sentence says where.
    """
    try:
        return asks.model_validate(request.args.to_dict())
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        raise BadRequest(wording.bad_question(name, first["type"])) from error
