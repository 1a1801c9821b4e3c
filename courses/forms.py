"""What comes from a lesson: mostly written by scripts, so anything may stand in it."""

from typing import Any

from wtforms import Field

from app.web.base_form import BaseForm, TextField

_LONGEST_NUMBER = 6  # digits; more than anybody means


class NumbersField(Field):
    """Whole numbers from 0; whatever else was sent is passed over."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = [
            int(value) for value in valuelist if value.isdecimal() and len(value) <= _LONGEST_NUMBER
        ]


class GlanceForm(BaseForm):
    """How long the lesson was in sight, and which heading was last; empty without scripts."""

    seconds = NumbersField()
    place = TextField()


class CheckForm(GlanceForm):
    """The options chosen in a check."""

    choice = NumbersField()
