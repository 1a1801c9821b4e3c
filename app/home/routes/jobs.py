"""What Kadra does by itself, and what became of it."""

from collections.abc import Iterator

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.core import clock
from app.core.db import transaction
from app.core.errors import Conflict
from app.core.jobs import queries, services
from app.core.jobs.models import Job
from app.core.jobs.queries import Part
from app.core.permissions import Permission
from app.home import job_words
from app.people.models import Unit
from app.people.queries.units import top_unit
from app.web.gate import actor, requires
from app.web.pagination import page_number
from app.web.workshop import workshop

bp = Blueprint("jobs", __name__, url_prefix="/jobs", template_folder="../templates")


def whole_tree(**_values: str) -> Unit:
    """The root: jobs are for all units at once."""
    return top_unit(("",))


@bp.get("")
@requires(Permission.JOB_READ, load=whole_tree)
def index(_root: Unit) -> str:
    """Who works, what the clock calls for, and what waits or failed."""
    now, part = clock.now(), _chosen_part()
    ticks = workshop().runner.table.ticks
    return render_template(
        "jobs/index.html",
        workers=queries.living_workers(now),
        last_seen=queries.last_seen(),
        ticks=[(run, ticks[run.kind]) for run in queries.tick_runs(ticks)],
        parts=list(_parts(part)),
        part=part,
        page=queries.jobs_page(part, page_number()),
        now=now,
        words=job_words,
    )


@bp.post("/<int:job_id>/retry")
@requires(Permission.JOB_RETRY, load=queries.job_or_404)
def retry(job: Job) -> Response:
    """The job is due again, with all its attempts before it."""
    try:
        with transaction():
            services.retry(job, by=actor(), at=clock.now())
    except Conflict:
        flash(_("The job is done or being done at this moment, so nothing was changed."))
    else:
        flash(_("The job will be tried again at once."), "success")
    return redirect(url_for("jobs.index"))


def _parts(chosen: Part) -> Iterator[tuple[str, str, bool]]:
    """The sides of the list: words, address, whether it is shown."""
    for part, count in queries.counts().items():
        url = url_for("jobs.index", part=None if part is Part.OPEN else part.value)
        yield job_words.part_name(part, count), url, part is chosen


def _chosen_part() -> Part:
    asked = request.args.get("part", "")
    return Part(asked) if asked in set(Part) else Part.OPEN
