"""Published figures: the list of a unit, one of them with its people and files, and publishing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace

from flask import (
    Blueprint,
    Response,
    jsonify,
    render_template,
    stream_with_context,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from app.core import clock
from app.core.errors import NotFound
from app.core.permissions import Permission
from app.coverage.canonical import SNAPSHOT, TABLES, short_code
from app.coverage.forms.snapshots import PublishForm
from app.coverage.indicator.values import Standing
from app.coverage.models.snapshots import Snapshot
from app.coverage.queries import snapshots
from app.coverage.queries.before_publishing import Prospect, prospect_of
from app.coverage.queries.corrections import today_of, unconfirmed_now, written_since
from app.coverage.queries.ground import Ground, rule_of
from app.coverage.queries.published_people import people_of
from app.coverage.queries.rules import rule_names
from app.coverage.queries.snapshots import snapshot_or_404
from app.coverage.routes.chosen import chosen_day, chosen_ground, chosen_people
from app.coverage.routes.papers import papers_of
from app.coverage.routes.publishing import asked_for, awaited, published
from app.coverage.wording import errands, labels, rules
from app.coverage.wording import snapshots as words
from app.people.models import Unit
from app.people.queries.units import unit_or_404
from app.web.gate import requires
from app.web.pagination import page_number

#: what templates may say
WORDS = SimpleNamespace(
    errands=errands, labels=labels, rules=rules, snapshots=words, short_code=short_code
)

_TYPES = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
_ROWS = 50

bp = Blueprint("snapshots", __name__, url_prefix="/coverage", template_folder="../templates")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a publication."""

    snapshot: Snapshot
    name: str

    @property
    def scope_paths(self) -> Iterable[str]:
        return self.snapshot.scope_paths


def part_or_404(snapshot_id: int, name: str) -> Part:
    """The file of this name.

    Raises:
        NotFound: no such publication, or no such file.
    """
    if name not in {SNAPSHOT, *TABLES}:
        raise NotFound
    return Part(snapshot_or_404(snapshot_id), name)


@bp.get("/units/<int:unit_id>/snapshots")
@requires(Permission.SNAPSHOT_READ, load=unit_or_404)
def index(subject: Unit) -> str:
    """What was published about the unit, by itself and as a row of a larger one."""
    base = chosen_ground()
    return render_template(
        "snapshots/index.html",
        unit=subject,
        base=base,
        as_of=chosen_day()[1],
        page=snapshots.published_of(subject, page_number()),
        rows=snapshots.rows_elsewhere(subject),
        figure_of=snapshots.figure_of,
        row_figure=snapshots.row_figure,
        words=WORDS,
    )


@bp.route("/units/<int:unit_id>/snapshots/new", methods=["GET", "POST"])
@requires(Permission.SNAPSHOT_PUBLISH, load=unit_or_404)
def new(subject: Unit) -> str | AnyResponse:
    """What would be published, what is missing, and the button."""
    base, (day_form, as_of) = chosen_ground(), chosen_day()
    prospect = prospect_of(subject, base, as_of)
    form = PublishForm(after=prospect.number)
    if prospect.earlier is not None:
        form.demand_note()
    if form.validate_on_submit() and (answer := published(subject, base, prospect, form)):
        return answer
    return _offered(subject, base, prospect, day_form, form)


def _offered(
    unit: Unit, base: Ground, prospect: Prospect, day_form: object, form: PublishForm
) -> str:
    return render_template(
        "snapshots/new.html",
        unit=unit,
        base=base,
        as_of=prospect.as_of,
        is_future=prospect.as_of > clock.today(),
        prospect=prospect,
        day_form=day_form,
        form=form,
        errand=asked_for(unit, base, prospect.as_of, prospect.earlier),
        words=WORDS,
    )


@bp.get("/units/<int:unit_id>/snapshots/new/progress")
@requires(Permission.SNAPSHOT_PUBLISH, load=unit_or_404)
def progress(subject: Unit) -> Response:
    """Whether a worker still publishes the figure, and where to go afterwards."""
    return jsonify(awaited(subject, chosen_ground(), chosen_day()[1]))


@bp.get("/snapshots/<int:snapshot_id>")
@requires(Permission.SNAPSHOT_READ, load=snapshot_or_404)
def show(subject: Snapshot) -> str:
    """One published figure: what was said, what it would be today, and its files."""
    polish = words.PolishWords(rule_of(subject.version), rule_names())
    figure = snapshots.figure_of(subject)
    return render_template(
        "snapshots/show.html",
        snapshot=subject,
        unit=subject.unit,
        rule=rule_of(subject.version),
        figure=figure,
        table=snapshots.table_of(subject, page_number(), _ROWS),
        row_figure=snapshots.row_figure,
        siblings=snapshots.siblings_of(subject),
        today=today_of(subject, polish) if written_since(subject) else None,
        missing=unconfirmed_now(subject),
        papers=papers_of(subject),
        files=[SNAPSHOT, *TABLES],
        words=WORDS,
    )


@bp.get("/snapshots/<int:snapshot_id>/people")
@requires(Permission.SNAPSHOT_READ, load=snapshot_or_404)
def people(subject: Snapshot) -> str:
    """Everybody in the figure as it was published."""
    wanted = chosen_people()
    found = people_of(subject, wanted.standing, wanted.words, page_number())
    return render_template(
        "snapshots/people.html",
        snapshot=subject,
        unit=subject.unit,
        found=found,
        wanted=wanted,
        choices=list(_choices(found.counts, wanted.standing, subject)) if found else (),
        words=WORDS,
    )


def _choices(
    counts: Mapping[Standing, int], chosen: Standing | None, snapshot: Snapshot
) -> Iterator[tuple[str, int, str, bool]]:
    """Everybody, then each standing: name, how many, address of the list, whether it is shown."""
    here = partial(url_for, "snapshots.people", snapshot_id=snapshot.id)
    yield labels.standing_filter(None), sum(counts.values()), here(), chosen is None
    for one, count in counts.items():
        yield labels.standing_filter(one), count, here(standing=one.value), one is chosen


@bp.get("/snapshots/<int:snapshot_id>/check")
@requires(Permission.SNAPSHOT_READ, load=snapshot_or_404)
def check(subject: Snapshot) -> str:
    """Whether the stored bytes are still those that were published."""
    return render_template(
        "snapshots/check.html",
        snapshot=subject,
        unit=subject.unit,
        files=snapshots.checked(subject),
        words=WORDS,
    )


@bp.get("/snapshots/<int:snapshot_id>/<name>")
@requires(Permission.SNAPSHOT_READ, load=part_or_404)
def part(subject: Part) -> Response:
    """A file of the publication, byte for byte."""
    pieces = stream_with_context(snapshots.pieces_of(subject.snapshot, subject.name))
    response = Response(pieces, content_type=_TYPES[subject.name.rpartition(".")[2]])
    name = f"{subject.snapshot.sha256[:12]}-{subject.name}"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
