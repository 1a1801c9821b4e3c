"""Which persons the address asks for."""

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core import clock
from app.core.permissions import Permission, scope_of
from app.people.forms.people import PeopleListForm
from app.people.queries.people_lists import PeopleFilter
from app.people.queries.posts import post_choices
from app.people.queries.unit_lists import unit_choices
from app.people.queries.units import unit_or_404
from app.people.wording.posts import staff_choices
from app.web.gate import actor

_TEACHING = {"teaching": True, "other": False}


def asked_people() -> tuple[PeopleListForm, PeopleFilter]:
    """The form as it was asked, and what it asks for: those who work today, unless a day is given.

    An empty day asks for everybody who ever worked. An answer that makes no sense is overlooked.
    """
    form = PeopleListForm(MultiDict({"on": str(clock.today()), **request.args.to_dict()}))
    paths = scope_of(actor(), Permission.PERSON_LIST_READ)
    form.offer({
        "unit": [("", _("All units")), *unit_choices(paths)],
        "post": [("", _("All posts")), *post_choices()],
        "staff": staff_choices(),
    })
    form.validate()
    return form, _filter_of(form)


def _filter_of(form: PeopleListForm) -> PeopleFilter:
    unit = form.unit.data if not form.unit.errors else None
    return PeopleFilter(
        words=form.q.data or "",
        unit_path=unit_or_404(unit).path if unit else "",
        post_id=form.post.data if not form.post.errors else None,
        is_teaching=_TEACHING.get(form.staff.data or ""),
        working_on=clock.today() if form.on.errors else form.on.data,
    )
