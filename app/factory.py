"""Builds the Flask application: every blueprint and every wire between features is here."""

import secrets
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from app import models
from app.accounts.on_merge import move_account
from app.accounts.queries.sign_in import signed_in
from app.accounts.routes import accounts, own_account, roles, sign_in
from app.api.problems import problem
from app.api.routes import tokens, v1, v1_figures, v1_published
from app.attendance import delivery
from app.attendance.on_merge import move_presence
from app.attendance.routes import (
    badges,
    calendar,
    closing,
    invitations,
    meetings,
    own_sessions,
    paper,
    participation,
    presence,
    projector,
    room,
    scanner,
    scans,
    sessions,
)
from app.core import clock
from app.core.db import db, engine_options
from app.core.events import course_completed, job_enqueued, person_merged, session_completed
from app.core.jobs import cleaning
from app.core.jobs.table import Handler, JobTable
from app.core.mail import Mailer
from app.core.settings import Settings
from app.coverage import later
from app.coverage.queries import errands
from app.coverage.routes import (
    comparison,
    coverage,
    evidence,
    forecast,
    rule_tables,
    rules,
    snapshots,
    staff,
    tables,
)
from app.home.routes import demo, home, jobs
from app.people.routes import absences, employments, merging, people, posts, roster, units
from app.recognition import retention
from app.recognition.on_merge import move_outside_certificates
from app.recognition.routes import recognition
from app.reminders import delivery as reminder_mails
from app.reminders.on_merge import move_reminders
from app.reminders.routes import reminders
from app.training.on_merge import move_records
from app.training.routes import assignments, completions, lists, trainings, versions, waivers
from app.web import gate, leftovers, navigation
from app.web.addresses import init_addresses
from app.web.assets import init_assets
from app.web.error_pages import init_error_pages
from app.web.headers import init_headers
from app.web.languages import init_languages
from app.web.pagination import page_url, same_filters
from app.web.workshop import init_workshop, wake_worker
from certificates.on_completion import issue_certificate, issue_certificates
from certificates.on_merge import move_certificates
from certificates.routes import certificates, verification
from courses.on_merge import move_enrolments
from courses.routes import courses, lessons
from quizzes.routes import quizzes

WEB_FOLDER = Path(__file__).parent / "web"
TRANSLATIONS = WEB_FOLDER / "translations"

BLUEPRINTS = (
    home.bp,
    sign_in.bp,
    own_account.bp,
    accounts.bp,
    roles.bp,
    people.bp,
    merging.bp,
    employments.bp,
    absences.bp,
    units.bp,
    posts.bp,
    roster.bp,
    trainings.bp,
    versions.bp,
    assignments.bp,
    waivers.bp,
    completions.bp,
    lists.bp,
    courses.bp,
    lessons.bp,
    quizzes.bp,
    sessions.bp,
    meetings.bp,
    invitations.bp,
    closing.bp,
    participation.bp,
    badges.bp,
    paper.bp,
    projector.bp,
    room.bp,
    scanner.bp,
    own_sessions.bp,
    calendar.bp,
    presence.bp,
    scans.bp,
    coverage.bp,
    forecast.bp,
    comparison.bp,
    rules.bp,
    rule_tables.bp,
    tables.bp,
    snapshots.bp,
    staff.bp,
    evidence.bp,
    recognition.bp,
    jobs.bp,
    tokens.bp,
    v1.bp,
    v1_figures.bp,
    v1_published.bp,
    reminders.bp,
    certificates.bp,
    verification.bp,
)

#: what happens low in the house → what follows higher up
WIRES = (
    (course_completed, issue_certificate),
    (session_completed, issue_certificates),
    (person_merged, move_account),
    (person_merged, move_records),
    (person_merged, move_presence),
    (person_merged, move_outside_certificates),
    (person_merged, move_enrolments),
    (person_merged, move_certificates),
    (person_merged, move_reminders),
    (job_enqueued, wake_worker),
)

#: kinds of work that is done later → who does it
JOBS: dict[str, Handler] = {
    delivery.MAILS: delivery.send_mails,
    delivery.REMINDERS: delivery.send_reminders,
    reminder_mails.RUN: reminder_mails.run,
    errands.PUBLISH: later.publish_figure,
    errands.PACK: later.write_pack,
    leftovers.SWEEP: leftovers.sweep,
    retention.CLEAN: retention.clean,
    cleaning.CLEAN: cleaning.work,
}

#: what the clock calls for → every how many minutes
TICKS = {
    delivery.REMINDERS: 5,
    reminder_mails.RUN: 15,
    leftovers.SWEEP: 24 * 60,
    retention.CLEAN: 24 * 60,
    cleaning.CLEAN: 24 * 60,
}


def create_app(settings: Settings) -> Flask:
    """The application as `settings` describe it, ready to serve.

    Raises:
        RuntimeError: a view declares no permission.
    """
    app = Flask("kadra", template_folder=str(WEB_FOLDER / "templates"), static_folder=None)
    _configure(app, settings)
    db.init_app(app)
    init_headers(app)  # first, so that even a refused form has a request number
    CSRFProtect(app)
    init_addresses(app)
    init_languages(app)
    init_error_pages(app, {"/api/": problem})
    init_assets(app)
    navigation.init_navigation(app)
    _init_gate(app)
    init_workshop(app, JobTable(JOBS, TICKS))
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if settings.demo:
        app.register_blueprint(demo.bp)
    for signal, receiver in WIRES:
        signal.connect(receiver)
    gate.check_every_view_is_declared(app)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app


def _configure(app: Flask, settings: Settings) -> None:
    assert models.metadata.tables  # noqa: S101 - importing the roll-call is what fills the metadata
    app.extensions["settings"] = settings
    app.extensions["mailer"] = Mailer(settings.mail_url, settings.mail_from, settings.mail_dir)
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key or (_demo_key(settings.data_dir) if settings.demo else None),
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=settings.upload_limit_mb * 1024 * 1024,
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="kadra",
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_TRANSLATION_DIRECTORIES=str(TRANSLATIONS),
        PREFERRED_URL_SCHEME="https" if settings.secure_cookies else "http",
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _demo_key(data_dir: Path) -> str:
    """A random key that the demo keeps for itself, so that sign-ins survive a restart."""
    path = data_dir / "demo-secret-key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text()


def _init_gate(app: Flask) -> None:
    gate.login_manager.init_app(app)
    gate.login_manager.session_protection = None  # sessions are rows that can be ended

    @gate.login_manager.user_loader  # type: ignore[untyped-decorator]
    def load_user(token: str) -> gate.SignedIn | None:
        found = signed_in(token, clock.now(), gate.request_id())
        return gate.SignedIn(token, found.actor, found.language) if found else None

    app.jinja_env.globals.update(can=gate.can, page_url=page_url, same_filters=same_filters)
