"""What the address of the register asks for."""

from flask import request
from flask_babel import gettext as _

from app.people.models import Unit
from app.training.queries.reach import units_within
from app.training.queries.trainings import every_training
from app.web.addresses import LARGEST_ROW_NUMBER
from certificates.facts import State
from certificates.forms import RegisterFilterForm
from certificates.queries.awaiting import Choice
from certificates.queries.register import Filter, Numbers
from certificates.wording.register import state_label


def asked_filter(paths: tuple[str, ...]) -> tuple[RegisterFilterForm, Filter]:
    """The form as it was filled in, and what it means; a wrong value asks nothing."""
    units = units_within(paths)
    form = _bound(RegisterFilterForm(request.args), units)
    form.validate()
    given = {name: value for name, value in form.data.items() if value and not form[name].errors}
    paths_by_id = {str(unit.id): unit.path for unit in units}
    return form, Filter(
        training_id=int(given["training"]) if "training" in given else None,
        unit_path=paths_by_id[given["unit"]] if "unit" in given else None,
        since=given.get("since"),
        until=given.get("until"),
        state=State(given["state"]) if "state" in given else None,
        numbers=Numbers.read(request.args.get("numbers", "")),
        words=given.get("q", ""),
    )


def _bound(form: RegisterFilterForm, units: list[Unit]) -> RegisterFilterForm:
    choices = {
        "training": [(str(training.id), training.title) for training in every_training()],
        "unit": [(str(unit.id), unit.short_name) for unit in units],
        "state": [(state.value, state_label(state)) for state in State],
    }
    form.offer({name: [("", _("all")), *pairs] for name, pairs in choices.items()})
    return form


def asked_choice() -> Choice | None:
    """Which completions are to be certified; None if the address does not say."""
    training_id = request.args.get("training", 0, type=int)
    reference = request.args.get("reference", "").replace("\0", "")
    if not 0 < training_id <= LARGEST_ROW_NUMBER:
        training_id = 0
    return Choice(training_id or None, reference or None) if training_id or reference else None
