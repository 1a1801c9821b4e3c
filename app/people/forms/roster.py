"""A staff list to upload, and what to decide before it is imported."""

import hashlib
from collections.abc import Iterable, Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectMultipleField
from wtforms.form import BaseForm as AnyForm
from wtforms.validators import Optional, ValidationError

from app.people.forms.fields import (
    FormWithMemory,
    number_or_none,
)
from app.people.services.roster import Ending
from app.web.base_form import BaseForm, ChoiceField, DayField, Given, OptionField

NONE, ALL, SOME = "none", "all", "some"


class RosterForm(BaseForm):
    """A staff list. Offer `unit_id`."""

    file = FileField(
        _l("Staff list"),
        [FileRequired(_l("Choose a file."))],
        description=_l(
            "CSV or Excel, one line per person and post. At least the e-mail address and the name"
            " must be there."
        ),
        render_kw={"accept": ".csv,.txt,.xlsx,.xls"},
    )
    unit_id = ChoiceField(
        _l("Whose staff"),
        [Given(_l("Choose the unit."))],
        coerce=number_or_none,
        description=_l("Everybody in the list works at this unit or below it."),
    )
    as_of = DayField(
        _l("The list describes the day"),
        [Given(_l("Choose a day."))],
        description=_l("You will be shown who works on this day but is not in the list."),
    )


class ManyField(SelectMultipleField):
    """Some of a list of rows, by number."""

    def pre_validate(self, form: AnyForm) -> None:
        offered = {choice[0] for choice in self.choices or ()}
        if not offered.issuperset(self.data or ()):
            raise ValidationError(_("The list has changed. Choose again."))


class CommitForm(FormWithMemory):
    """The last word before a list is imported. Offer `ending` and `employments`."""

    ending = OptionField(_l("What about their employments?"), default=NONE)
    employments = ManyField(_l("Who leaves"), coerce=number_or_none)
    last_day = DayField(
        _l("Last day of work"),
        [Optional()],
        description=_l("Only if employments end. An employment that began later goes on."),
    )

    def validate_employments(self, field: ManyField) -> None:
        if self.ending.data == SOME and not field.data:
            raise ValidationError(_("Tick somebody, or let the employments go on."))

    def validate(self, extra_validators: Mapping[str, object] | None = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        if self.ending.data != NONE and self.last_day.data is None and not self.last_day.errors:
            self.reject(self.last_day, _("Choose the last day, or let the employments go on."))
            return False
        return is_valid

    def chosen(self) -> Ending | None:
        """Which employments end, once the form is valid."""
        if self.ending.data == NONE or self.last_day.data is None:
            return None
        ids = None if self.ending.data == ALL else frozenset(self.employments.data or ())
        return Ending(self.last_day.data, ids)


class PostsForm(BaseForm):
    """One question for each post that the catalogue does not have; see `posts_form`."""

    def about(self, folded_name: str) -> ChoiceField:
        """The field that asks about this post."""
        return self[_post_field(folded_name)]

    def answers(self, folded_names: Iterable[str]) -> dict[str, str]:
        """The decisions by folded name, once the form is valid."""
        return {folded: self.about(folded).data for folded in folded_names}


def posts_form(
    names: Mapping[str, str], choices: list[tuple[str, str]], answers: Mapping[str, str]
) -> PostsForm:
    """A form that asks about the posts `names` (by folded name), filled with earlier `answers`."""
    demand = Given(_l("Choose an answer; you may also decide later."))
    fields = {_post_field(folded): ChoiceField(name, [demand]) for folded, name in names.items()}
    asking: type[PostsForm] = type("AskingPostsForm", (PostsForm,), fields)
    form = asking(data={_post_field(folded): answer for folded, answer in answers.items()})
    form.offer(dict.fromkeys(fields, choices))
    return form


def _post_field(folded_name: str) -> str:
    return f"post_{hashlib.sha256(folded_name.encode()).hexdigest()[:12]}"
