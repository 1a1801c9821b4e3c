"""Why something cannot be done to a rule, and what can."""

from flask_babel import gettext as _

from app.core.errors import Conflict
from app.coverage.services.rules import ChangedMeanwhile, CountsNobody, DraftExists, InForce


def refusal(conflict: Conflict) -> str:
    """What happened, why, and what now."""
    if isinstance(conflict, DraftExists):
        return _(
            "The rule already has a draft, %(code)s. Change that one, or discard it first.",
            code=conflict.code,
        )
    if isinstance(conflict, InForce):
        return _(
            "This version is in force already, so nothing was changed: figures that were told rest"
            " on it. Draft the next version to change the rule."
        )
    if isinstance(conflict, ChangedMeanwhile):
        return _(
            "Nothing was done: somebody else has changed the draft since you opened it. Look at it"
            " as it stands now, and decide again."
        )
    assert isinstance(conflict, CountsNobody)  # noqa: S101 - there are no others
    return _(
        "Nothing was put in force: under this version nobody at all is counted today. Look at"
        " units and posts again; if it is meant so, tick the box and put it in force again."
    )
