"""What forms about sessions offer, what they mean, and what the address of the list asks for."""

from datetime import datetime, time

from flask import request
from flask_babel import gettext as _

from app.attendance.forms.sessions import TRAINERS_AT_MOST, SessionFilterForm, SessionForm
from app.attendance.models.sessions import Form, Meeting, TrainingSession
from app.attendance.queries.invited import trainers_within
from app.attendance.queries.sessions import Part, SessionFilter
from app.attendance.services.planning import Plan
from app.attendance.wording import sessions as wording
from app.core import clock
from app.core.permissions import Permission, scope_of
from app.people.queries.unit_lists import unit_choices
from app.people.queries.units import top_unit, unit_or_404
from app.training.models.trainings import version_in_force
from app.training.queries.trainings import every_training, version_or_404
from app.web.gate import actor


def asked_sessions() -> tuple[SessionFilterForm, SessionFilter]:
    """The form as it was filled in, and what it means; a wrong value asks nothing."""
    form = SessionFilterForm(request.args)
    trainings = [(str(one.id), f"{one.code}: {one.title}") for one in every_training()]
    form.offer({"training": [("", _("all")), *trainings], "part": wording.part_choices()})
    form.validate()
    given = {name: value for name, value in form.data.items() if value and not form[name].errors}
    return form, SessionFilter(
        words=given.get("q", ""),
        training_id=int(given["training"]) if "training" in given else None,
        part=Part(given["part"]) if "part" in given else None,
    )


def offer(form: SessionForm, session: TrainingSession | None = None) -> None:
    """The form offers what the actor may choose, and what the session has already."""
    reach = scope_of(actor(), Permission.SESSION_PLAN)
    units = {str(number): name for number, name in unit_choices(reach)}
    people = {str(one.account_id): one.name for one in trainers_within(reach, clock.today())}
    if session is not None:
        units.setdefault(str(session.unit_id), session.unit.short_name)
        for one in session.trainers:
            people.setdefault(str(one.account_id), one.account.display_name)
    nobody = [("", _("nobody")), *people.items()]
    form.offer({
        "version": [("", _("Choose the training")), *_versions()],
        "unit": [("", _("Choose the unit")), *units.items()],
        "form": wording.form_choices(),
        "credit": wording.credit_choices(),
        "trainer_1": [("", _("Choose the trainer")), *people.items()],
        "trainer_2": nobody,
        "trainer_3": nobody,
    })


def wanted(form: SessionForm) -> Plan:
    """What was typed about the session, once it is valid."""
    return Plan(
        version=version_or_404(int(form.version.data)),
        unit=unit_or_404(int(form.unit.data)),
        title=form.title.data or "",
        remarks=form.remarks.data or "",
        form=Form(form.form.data),
        leaders=form.leaders(),
        capacity=form.capacity.data,
        walk_ins=bool(form.walk_ins.data),
        credit=form.credit_rule(),
        opens_before_minutes=form.opens_before_minutes.data or 0,
        late_after_minutes=form.late_after_minutes.data or 0,
        has_check_out=bool(form.has_check_out.data),
    )


def suggested() -> dict[str, object]:
    """What a new session is likely to be: the training of the address, led by the actor."""
    asked = request.args.get("training", type=int)
    training = next((one for one in every_training() if one.id == asked), None)
    version = version_in_force(training.versions, clock.today()) if training else None
    reach = scope_of(actor(), Permission.SESSION_PLAN)
    return {
        "version": str(version.id) if version else "",
        "title": training.title if training else "",
        "unit": str(top_unit(reach).id),
        "trainer_1": str(actor().account_id),
    }


def stored(session: TrainingSession) -> dict[str, object]:
    """The session as its form shows it."""
    rule = "percent" if session.credit_percent else "minutes" if session.credit_minutes else "any"
    return _leaders_of(session) | {
        "version": str(session.version_id),
        "unit": str(session.unit_id),
        "title": session.title,
        "remarks": session.remarks,
        "form": session.form.value,
        "capacity": session.capacity,
        "walk_ins": session.walk_ins,
        "credit": rule,
        "credit_percent": session.credit_percent,
        "credit_minutes": session.credit_minutes,
        "opens_before_minutes": session.opens_before_minutes,
        "late_after_minutes": session.late_after_minutes,
        "has_check_out": session.has_check_out,
    }


def _leaders_of(session: TrainingSession) -> dict[str, object]:
    named: dict[str, object] = {}
    for place, one in enumerate(session.trainers[:TRAINERS_AT_MOST], start=1):
        named |= {f"trainer_{place}": str(one.account_id), f"function_{place}": one.function}
    return named


def appointment_of(meeting: Meeting) -> dict[str, object]:
    """The meeting as its form shows it."""
    return {
        "day": meeting.day,
        "starts": _wall(meeting.starts_at),
        "ends": _wall(meeting.ends_at),
        "place": meeting.place,
        "link": meeting.link,
    }


def _wall(instant: datetime) -> time:
    return clock.local(instant).time()


def _versions() -> list[tuple[str, str]]:
    """Every version that can be taught, the newest of each training first."""
    return [
        (str(version.id), f"{training.code}: {training.title} ({version.label})")
        for training in every_training()
        for version in training.versions
    ]
