"""Why a change was refused, and what to do now."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from app.people.refusals import (
    AbsenceOverlap,
    AddressTaken,
    ChangedMeanwhile,
    EmploymentOverlap,
    EndsBeforeStart,
    MergedAlready,
    MergedWithItself,
    MergeOutOfReach,
    MovedBelowItself,
    PostNameTaken,
    PostsHeldTogether,
    ReasonMissing,
    Refusal,
    RspoTaken,
    TreeTooDeep,
    TwoAccounts,
    UnitNameTaken,
)
from app.people.wording.history import days, fact
from app.web.languages import date_short


def sentence(error: Refusal) -> str:
    """What happened, and what to do now."""
    return _SENTENCES[type(error)](error)


def _changed(error: ChangedMeanwhile) -> str:
    stored = "; ".join(fact(name, value) for name, value in error.facts.items())
    return _(
        "Somebody else has changed this in the meantime. Stored now: %(stored)s."
        " Nothing of yours was saved yet: check it, and save again to replace what is stored.",
        stored=stored,
    )


_SENTENCES: Mapping[type[Refusal], Callable[[Any], str]] = {
    ChangedMeanwhile: _changed,
    ReasonMissing: lambda _error: _(
        "This changes what is known about days gone by. Write in a few words why."
    ),
    EndsBeforeStart: lambda error: _(
        "The first day is %(first)s. The last day cannot be before it.",
        first=date_short(error.started_on),
    ),
    AddressTaken: lambda _error: _(
        "Somebody in Kadra has this address already. Search for the address in the list of people."
    ),
    EmploymentOverlap: lambda error: _(
        "The person already holds this post at this unit %(days)s. Change that employment instead,"
        " or choose other days.",
        days=days(error.started_on, error.ended_on),
    ),
    AbsenceOverlap: lambda error: _(
        "The person is already away %(days)s. Change that absence instead, or choose other days.",
        days=days(error.started_on, error.ended_on),
    ),
    RspoTaken: lambda error: _(
        "%(unit)s has the number %(rspo)s already. Check the number in the register.",
        unit=error.unit_name,
        rspo=error.rspo,
    ),
    UnitNameTaken: lambda _error: _(
        "Another unit at the same place has this name. Write a name that tells them apart."
    ),
    MovedBelowItself: lambda _error: _("A unit cannot stand below itself. Choose another one."),
    TreeTooDeep: lambda _error: _("There are too many levels. Choose a unit nearer to the top."),
    PostNameTaken: lambda error: _(
        "The catalogue has this post already, under the name “%(name)s”.", name=error.name
    ),
    PostsHeldTogether: lambda error: _(
        "These people hold both posts at one unit at the same time: %(names)s."
        " Correct their employments first.",
        names=", ".join(error.names),
    ),
    MergedWithItself: lambda _error: _("Choose two different people."),
    MergedAlready: lambda _error: _(
        "One of the two has just been merged by somebody else. Nothing was changed; look at the"
        " list of people again."
    ),
    MergeOutOfReach: lambda _error: _(
        "One of the two works or worked outside your units, too. The office above both can merge"
        " them."
    ),
    TwoAccounts: lambda error: _(
        "Both have an account: %(first)s and %(second)s. Find out with which address the person"
        " will sign in from now on. The administrator gives that account the roles of the other"
        " one, and closes the other one, under “Accounts”. Then merge.",
        first=error.first,
        second=error.second,
    ),
}
