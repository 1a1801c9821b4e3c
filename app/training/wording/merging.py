"""What the register says of two entries of one human that became one."""

from flask_babel import force_locale
from flask_babel import gettext as _


def kept_once(completion_id: int) -> str:
    """Why a completion is revoked: the register is Polish, whoever reads it."""
    with force_locale("pl"):
        return _(
            "Two entries of one person were merged: the same completion stands under number"
            " %(number)s.",
            number=completion_id,
        )
