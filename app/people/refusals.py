"""Why a change of people, units or posts is refused. `wording.refusals` has the sentences."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.core.errors import Conflict, DomainError


class Refusal(DomainError):
    """The change contradicts what is stored; `field` is the answer in the form it is about."""

    field = ""


class ChangedMeanwhile(Refusal, Conflict):
    """Somebody else has changed it since it was shown; `facts` is what is stored now."""

    def __init__(self, facts: Mapping[str, object], fingerprint: str) -> None:
        super().__init__()
        self.facts = facts
        self.fingerprint = fingerprint


class ReasonMissing(Refusal):
    """What was stored about days gone by is altered only with a reason."""

    field = "reason"


class EndsBeforeStart(Refusal):
    """The last day is before the first."""

    field = "ended_on"

    def __init__(self, started_on: date) -> None:
        super().__init__()
        self.started_on = started_on


class AddressTaken(Refusal):
    """Another person has this e-mail address."""

    field = "email"


class Overlap(Refusal):
    """The same is stored for some of these days already, from one day to another."""

    field = "started_on"

    def __init__(self, started_on: date, ended_on: date | None) -> None:
        super().__init__()
        self.started_on = started_on
        self.ended_on = ended_on


class EmploymentOverlap(Overlap):
    """The person already holds the post at the unit then."""


class AbsenceOverlap(Overlap):
    """The person is already absent then."""


class RspoTaken(Refusal):
    """Another unit has this number in the register."""

    field = "rspo"

    def __init__(self, rspo: int, unit_name: str) -> None:
        super().__init__()
        self.rspo = rspo
        self.unit_name = unit_name


class UnitNameTaken(Refusal):
    """Another unit directly below the same one has this name."""

    field = "name"


class MovedBelowItself(Refusal):
    """A unit cannot stand below itself."""

    field = "parent_id"


class TreeTooDeep(Refusal):
    """There are too many units above one another."""

    field = "parent_id"


class PostNameTaken(Refusal):
    """The catalogue has this post already, under `name`."""

    field = "name"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class PostsHeldTogether(Refusal):
    """Two posts cannot become one: these people hold both at one unit at the same time."""

    field = "same_as"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = names


class MergedWithItself(Refusal):
    """Two entries are needed to make one of them."""


class MergedAlready(Refusal, Conflict):
    """One of the two has been merged in the meantime."""


class MergeOutOfReach(Refusal):
    """One of the two works or worked outside the actor's units, too."""


class TwoAccounts(Refusal):
    """Both have an open account, and only one of them can stay."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(first, second)
        #: the addresses of the accounts
        self.first, self.second = first, second
