"""Lists of people, units and posts as files to take away."""

from collections.abc import Iterable

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.people.queries.people_lists import PersonRow
from app.people.queries.posts import PostRow
from app.people.queries.unit_lists import UnitRow
from app.people.wording.posts import teaching
from app.people.wording.units import kind_name
from app.web.downloads import TABLE_FORMATS, Rows


def people_table(ending: str, people: Iterable[PersonRow]) -> Response:
    """One line per employment, so that every number stays a number."""
    names = [_("Surname"), _("First name"), _("E-mail")]
    jobs = [_("Unit"), _("Post"), _("Share of full time"), _("First day"), _("Last day")]
    rows: Rows = (
        [
            *(person.last_name, person.first_name, person.email),
            *(job.unit, job.post, job.fte, job.started_on, job.ended_on),
        ]
        for person in people
        for job in person.jobs
    )
    return TABLE_FORMATS[ending](_("people"), [*names, *jobs], rows)


def units_table(ending: str, units: Iterable[UnitRow]) -> Response:
    """One line per unit."""
    headers = [_("RSPO number"), _("Full name"), _("Short name"), _("Kind"), _("People")]
    rows: Rows = (
        [unit.rspo, unit.name, unit.short_name, kind_name(unit.kind), unit.people] for unit in units
    )
    return TABLE_FORMATS[ending](_("units"), headers, rows)


def posts_table(ending: str, posts: Iterable[PostRow]) -> Response:
    """One line per post."""
    headers = [_("Post"), _("Teaching post"), _("Other names"), _("Employments")]
    rows: Rows = (
        [
            row.post.name,
            teaching(row.post.is_teaching),
            ", ".join(row.aliases),
            row.employments,
        ]
        for row in posts
    )
    return TABLE_FORMATS[ending](_("posts"), headers, rows)
