"""What the address of the register asks for."""

from flask import request
from flask_babel import gettext as _

from app.people.models import Unit
from app.training.forms.completions import RegisterFilterForm
from app.training.models.completions import Source, State
from app.training.queries.completions import Filter
from app.training.queries.reach import units_within
from app.training.queries.trainings import every_training
from app.training.wording import register as wording


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
        source=Source(given["source"]) if "source" in given else None,
        state=State(given["state"]) if "state" in given else None,
        words=given.get("q", ""),
    )


def _bound(form: RegisterFilterForm, units: list[Unit]) -> RegisterFilterForm:
    choices = {
        "training": [(str(training.id), training.title) for training in every_training()],
        "unit": [(str(unit.id), unit.short_name) for unit in units],
        "source": [(source.value, wording.source_label(source)) for source in Source],
        "state": [(state.value, wording.state_label(state)) for state in State],
    }
    form.offer({name: [("", _("all")), *pairs] for name, pairs in choices.items()})
    return form
