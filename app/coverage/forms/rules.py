"""What a human says about a rule of the indicator."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from app.core.tables.cells import clean_text
from app.coverage.forms.rule_fields import DaysField, ShareField
from app.coverage.indicator.rule import Posts
from app.web.base_form import (
    BaseForm,
    CheckboxesField,
    ChoiceField,
    DayField,
    Given,
    OptionField,
    TextField,
    WholeNumberField,
)

_DAYS_OF_A_YEAR = 366

#: answers to which trainings are asked for
ANY_OF_CATEGORY, NAMED = "category", "named"


class NewRuleForm(BaseForm):
    """A rule that begins as a copy. Offer `source`."""

    source = ChoiceField(
        _l("Copy of"),
        [Given(_l("Choose the rule to begin with."))],
        default="",
        description=_l("The new rule says the same at first; then you change its draft."),
    )
    title = TextField(
        _l("Name of the rule"),
        [Given(), Length(max=200, message=_l("Use at most 200 characters."))],
        description=_l("As reports call it, for example: Teachers of kindergartens."),
    )
    key = TextField(
        _l("Short code"),
        [
            Given(),
            Length(max=30, message=_l("Use at most 30 characters.")),
            Regexp(
                r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*$",
                message=_l("Use letters from A to Z, digits and hyphens, like W9-2027."),
            ),
        ],
        description=_l(
            "Figures name the rule by it for ever, with the number of the version: W9-2027.1."
        ),
    )


class InForceForm(BaseForm):
    """The agreement to what the preview shows."""

    #: fingerprint of the draft as it was shown
    seen = HiddenField()
    may_count_nobody = BooleanField(_l("I know that this rule counts nobody today"))


class RuleForm(BaseForm):
    """Every setting of a rule. Offer `choices`; `answers` gives what a rule says now."""

    #: fingerprint of the draft as it was shown
    seen = HiddenField()
    title = TextField(
        _l("Name of the rule"),
        [Given(), Length(max=200, message=_l("Use at most 200 characters."))],
        description=_l(
            "It changes on every page at once. It stays once a figure is published under the rule."
        ),
    )

    scope_unit_kinds = CheckboxesField(
        _l("In which units"), [Given(_l("Tick at least one kind of unit."))]
    )
    posts = OptionField(_l("On which posts"), [Given(_l("Choose one."))])
    post_ids = CheckboxesField(_l("Posts that count"))
    population = OptionField(_l("Employed when"), [Given(_l("Choose one."))])
    min_fte = ShareField(
        _l("Leave out employments up to this share of full time"),
        description=_l("0 leaves out none; with 0,25 a quarter of full-time work does not count."),
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    grace_days = WholeNumberField(
        _l("First days of work that do not count"),
        [Optional(), NumberRange(0, _DAYS_OF_A_YEAR, _l("Write a number from 0 to 366."))],
        description=_l("Leave it empty to count people from their first day of work."),
    )
    absence_min_days = WholeNumberField(
        _l("An absence is long from this many days on"),
        [Optional(), NumberRange(1, _DAYS_OF_A_YEAR, _l("Write a number from 1 to 366."))],
        description=_l("Leave it empty to count everybody, however long they are absent."),
    )

    measure = OptionField(_l("What is added up"), [Given(_l("Choose one."))])
    multi_school = OptionField(
        _l("Where somebody counts who works in several units"), [Given(_l("Choose one."))]
    )

    asked = OptionField(_l("Which training"), [Given(_l("Choose one."))])
    category = OptionField(_l("Category"))
    all_of = CheckboxesField(
        _l("All of these have to be completed"),
        description=_l("Their programmes together have to cover the topics ticked below."),
    )
    any_of = CheckboxesField(
        _l("One of these has to be completed"),
        description=_l("If several are ticked here, one is enough."),
    )
    required_topics = CheckboxesField(
        _l("Topics that the programme has to cover"),
        description=_l("Leave all empty if the programme does not matter."),
    )
    window_start = DayField(
        _l("Completions count from"),
        [Given(_l("Choose the first day that counts."))],
    )
    validity_months = WholeNumberField(
        _l("Months for which a completion counts"),
        [Optional(), NumberRange(1, 600, _l("Write a number of months from 1 to 600."))],
        description=_l("Leave it empty if a completion does not expire."),
    )
    external_allowed = BooleanField(
        _l("Trainings taken elsewhere count as well"),
        description=_l("Each certificate has to be accepted first."),
    )

    target_percent = WholeNumberField(
        _l("Target in percent"),
        [
            InputRequired(_l("Write a whole number from 1 to 100.")),
            NumberRange(1, 100, _l("Write a whole number from 1 to 100.")),
        ],
    )
    aggregation = OptionField(_l("Of what the target is demanded"), [Given(_l("Choose one."))])
    reference_dates = DaysField(
        _l("Days of report"),
        [Given(_l("Write at least one day."))],
        description=_l("The days that reports are about. To have more boxes, save first."),
    )
    note = TextAreaField(
        _l("Why the rule is changed"),
        [
            Given(_l("Write why. Whoever asks later reads it here.")),
            Length(max=500, message=_l("Use at most 500 characters.")),
        ],
        filters=[lambda text: clean_text(text or "")],
    )

    def validate(self, extra_validators: object = None) -> bool:
        """Whether each answer is right, and together they make a rule."""
        is_right = bool(super().validate(extra_validators))
        contradictions = list(self._contradictions())
        for field, message in contradictions:
            self.reject(field, message)
        return is_right and not contradictions

    def _contradictions(self) -> Iterator[tuple[Field, str]]:
        if self.posts.data == Posts.NAMED and not self.post_ids.data:
            yield self.post_ids, _("Tick at least one post, or choose all posts above.")
        if self.asked.data == ANY_OF_CATEGORY and not self.category.data:
            yield self.category, _("Choose the category.")
        if self.asked.data == NAMED:
            yield from self._contradictions_of_trainings()
        first, days = self.window_start.data, self.reference_dates.data
        if first and days and days[-1] < first:
            yield (
                self.window_start,
                _(
                    "Every day of report is before this day, so nobody could ever be trained."
                    " Choose an earlier day, or add a later day of report."
                ),
            )

    def _contradictions_of_trainings(self) -> Iterator[tuple[Field, str]]:
        each, one = set(self.all_of.data or ()), set(self.any_of.data or ())
        if not each | one:
            yield self.all_of, _("Tick at least one training here or in the next list.")
        if each & one:
            yield (
                self.any_of,
                _(
                    "A training stands on both lists. Whoever completes all of the first list"
                    " has completed it anyway: take it off this list."
                ),
            )
