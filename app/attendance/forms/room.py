"""What somebody types who cannot scan."""

from flask_babel import lazy_gettext as _l

from app.web.base_form import BaseForm, Given, TextField


class RoomCodeForm(BaseForm):
    """The code of the room, from the wall."""

    code = TextField(
        _l("Code on the screen"),
        [Given(_l("Type the code that stands on the screen of the hall, such as 7F4K 92."))],
        description=_l("6 letters and digits. Blanks and capitals do not matter."),
        render_kw={
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
            "inputmode": "text",
            "maxlength": "20",
        },
    )
