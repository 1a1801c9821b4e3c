"""What a human types about a session and its guests."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, TextAreaField
from wtforms.form import BaseForm as AnyForm
from wtforms.validators import Length, NumberRange, Optional, StopValidation

from app.attendance.checkin import CreditRule
from app.attendance.forms.meetings import WhenForm, lines
from app.attendance.models.sessions import Form
from app.attendance.plan_refusals import PlaceMissing
from app.attendance.services.planning import Leader
from app.attendance.wording.plans import sentence
from app.web.base_form import (
    BaseForm,
    CheckboxesField,
    ChoiceField,
    Given,
    OptionField,
    TextField,
    WholeNumberField,
)

TRAINERS_AT_MOST = 3
_MOST_SEATS = 10_000
_MOST_MINUTES = 240
_MINUTES_OF_A_WEEK = 60 * 24 * 7
_NO_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))


class Between(NumberRange):
    """The number lies between two others; what is no number has a message of its own already."""

    def __init__(self, lowest: int, highest: int, message: str, *, needed: bool = False) -> None:
        super().__init__(lowest, highest, message)
        self.field_flags = {**self.field_flags, "required": True} if needed else self.field_flags

    def __call__(self, form: AnyForm, field: Field) -> None:
        if not field.process_errors:
            super().__call__(form, field)


class AskedFor:
    """The number belongs to one way of giving credit; under any other it does not matter."""

    def __init__(self, credit: str) -> None:
        self.credit = credit

    def __call__(self, form: AnyForm, field: Field) -> None:
        if form["credit"].data != self.credit:
            field.errors = []
            raise StopValidation


class SessionForm(BaseForm):
    """What a session is. Offer `version`, `unit`, `form`, `credit` and the trainers."""

    version = ChoiceField(_l("Training"), [Given(_l("Choose a training."))], default="")
    title = TextField(
        _l("Title"),
        [Given(), Length(max=200, message=_l("Use at most 200 characters."))],
        description=_l("It stands in invitations and in calendars."),
    )
    unit = ChoiceField(
        _l("Organised by"),
        [Given(_l("Choose the unit."))],
        default="",
        description=_l("Its coordinators look after the session. Whom you invite comes later."),
    )
    form = OptionField(_l("Form"), [Given(_l("Choose one."))], default=Form.ON_SITE.value)
    remarks = TextAreaField(
        _l("Remarks"),
        [Length(max=1000, message=_l("Use at most 1000 characters."))],
        filters=[lines],
        description=_l("What to bring, where to enter. Whoever is invited reads it."),
    )
    trainer_1 = ChoiceField(_l("Trainer"), [Given(_l("Choose who leads it."))], default="")
    function_1 = TextField(
        _l("Function of the trainer"),
        [Length(max=120, message=_l("Use at most 120 characters."))],
        description=_l("As it is to stand on the list, for example: security specialist."),
    )
    trainer_2 = ChoiceField(_l("Second trainer"), default="")
    function_2 = TextField(
        _l("Function of the second trainer"),
        [Length(max=120, message=_l("Use at most 120 characters."))],
    )
    trainer_3 = ChoiceField(_l("Third trainer"), default="")
    function_3 = TextField(
        _l("Function of the third trainer"),
        [Length(max=120, message=_l("Use at most 120 characters."))],
    )
    capacity = WholeNumberField(
        _l("Seats"),
        [Optional(), Between(1, _MOST_SEATS, _l("Write a number from 1 to 10000."))],
        description=_l(
            "With a number, people sign up, and whoever comes too late waits for a seat."
            " Left empty, everybody invited is expected."
        ),
    )
    walk_ins = BooleanField(
        _l("People who are not expected may come in"),
        default=True,
        description=_l("As long as there are seats."),
    )
    credit = OptionField(_l("Who gets credit"), [Given(_l("Choose one."))], default="percent")
    credit_percent = WholeNumberField(
        _l("Share of the time in percent"),
        [AskedFor("percent"), Between(1, 100, _l("Write a number from 1 to 100."))],
        default=80,
        description=_l("If a share of the time decides."),
    )
    credit_minutes = WholeNumberField(
        _l("Minutes over all meetings"),
        [
            AskedFor("minutes"),
            Between(1, _MINUTES_OF_A_WEEK, _l("Write a number from 1 to 10080.")),
        ],
        description=_l("If a number of minutes decides."),
    )
    opens_before_minutes = WholeNumberField(
        _l("Check-in opens so many minutes before"),
        [Between(0, _MOST_MINUTES, _l("Write a number from 0 to 240."), needed=True)],
        default=15,
    )
    late_after_minutes = WholeNumberField(
        _l("Late after so many minutes"),
        [Between(0, _MOST_MINUTES, _l("Write a number from 0 to 240."), needed=True)],
        default=15,
        description=_l("Whoever comes before that counts from the start."),
    )
    has_check_out = BooleanField(
        _l("People also check out"),
        description=_l("Otherwise whoever came stays until the end."),
    )

    def credit_rule(self) -> CreditRule:
        """What was chosen, once it is valid."""
        match self.credit.data:
            case "percent":
                return CreditRule(percent=self.credit_percent.data)
            case "minutes":
                return CreditRule(minutes=self.credit_minutes.data)
        return CreditRule()

    def leaders(self) -> tuple[Leader, ...]:
        """Those who were named, in order."""
        rows = [(self[f"trainer_{n}"], self[f"function_{n}"]) for n in _places()]
        return tuple(
            Leader(int(trainer.data), function.data or "")
            for trainer, function in rows
            if trainer.data
        )


class PlanForm(SessionForm, WhenForm):
    """A session with its first meeting."""

    def validate_place(self, field: Field) -> None:
        """Said at once, with whatever else is missing."""
        self._demand(field, Form.ON_SITE)

    def validate_link(self, field: Field) -> None:
        """Likewise."""
        self._demand(field, Form.REMOTE)

    def _demand(self, field: Field, where: Form) -> None:
        if self.form.data == where and not field.data and not field.errors:
            raise StopValidation(sentence(PlaceMissing(where)))


class InviteForm(BaseForm):
    """Units to invite. Offer `units` and `audience`."""

    units = CheckboxesField(_l("Units"))
    audience = OptionField(_l("Who"), [Given(_l("Choose who is meant."))], default="teaching")

    def validate_units(self, field: CheckboxesField) -> None:
        if not field.data:
            raise StopValidation(_("Choose at least one unit."))


class SessionFilterForm(BaseForm):
    """Which sessions are wanted. Offer `training` and `part`."""

    class Meta(BaseForm.Meta):
        csrf = False

    q = TextField(_l("Title or code"))
    training = ChoiceField(_l("Training"), default="")
    part = ChoiceField(_l("State"), default="")


def _places() -> range:
    return range(1, TRAINERS_AT_MOST + 1)
