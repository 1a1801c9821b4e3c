"""What a post is called, and whether it is a teaching post."""

from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import Length, ValidationError

from app.people.forms.fields import (
    CorrectionForm,
    LineField,
    number_or_none,
)
from app.web.base_form import BaseForm, ChoiceField, Given, OptionField


class Decision(StrEnum):
    """What somebody says about a post."""

    TEACHING = "teaching"
    OTHER = "other"
    SAME = "same"


class PostNameForm(BaseForm):
    """The name of a post."""

    name = LineField(
        _l("Name of the post"),
        [
            Given(_l("Write the name of the post.")),
            Length(max=120, message=_l("Use at most 120 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )


class NewPostForm(PostNameForm):
    """A post for the catalogue. Offer `decision`."""

    decision = OptionField(_l("Is it a teaching post?"), [Given(_l("Choose one of the answers."))])


class DecisionForm(CorrectionForm):
    """The decision about a post. Offer `decision` and `same_as`."""

    decision = OptionField(_l("Is it a teaching post?"), [Given(_l("Choose one of the answers."))])
    same_as = ChoiceField(_l("The same as"), coerce=number_or_none)

    def validate_same_as(self, field: ChoiceField) -> None:
        if self.decision.data == Decision.SAME and field.data is None:
            raise ValidationError(_("Choose the post that this one is the same as."))


class PostForm(PostNameForm, DecisionForm):
    """Another name or decision for a post. Offer `decision` and `same_as`."""
