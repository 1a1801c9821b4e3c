"""Kinds of units in words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.people.models import UnitKind

_KINDS = {
    UnitKind.RUNNING_BODY: _l("Running body"),
    UnitKind.PRIMARY_SCHOOL: _l("Primary school"),
    UnitKind.KINDERGARTEN: _l("Kindergarten"),
    UnitKind.SCHOOL_COMPLEX: _l("School complex"),
    UnitKind.SHARED_SERVICE_CENTRE: _l("Shared services centre"),
    UnitKind.OTHER: _l("Other unit"),
}


def kind_name(kind: UnitKind | str) -> str:
    """What the kind of unit is called."""
    return str(_KINDS[UnitKind(kind)])


def kind_choices() -> list[tuple[str, str]]:
    """Every kind, and none chosen yet."""
    return [("", _("Choose the kind")), *((kind.value, kind_name(kind)) for kind in UnitKind)]
