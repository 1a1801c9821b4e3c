"""Why a plan of a session is refused. `wording.plans` has the sentences."""

from app.attendance.models.sessions import Form, Meeting
from app.core.errors import Conflict


class PlanRefused(Conflict):
    """What is planned cannot be; `field` is the answer in the form that it is about."""

    field = ""


class SeatsHeld(PlanRefused):
    """More people hold a seat than there would be seats."""

    field = "capacity"

    def __init__(self, held: int) -> None:
        super().__init__(held)
        self.held = held


class NoTrainer(PlanRefused):
    """Nobody leads the session."""

    field = "trainer_1"


class LeavesOneselfOut(PlanRefused):
    """Whoever plans it could not open it any more."""

    field = "trainer_1"


class TrainerTwice(PlanRefused):
    """The same person is named twice."""

    field = "trainer_2"


class PlaceMissing(PlanRefused):
    """The meeting that is planned has no place, or no link, as its form asks."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self.form = form
        self.field = "place" if form is Form.ON_SITE else "link"


class MeetingWithoutPlace(PlanRefused):
    """One of the meetings has no place, or no link, as the other form would ask."""

    field = "form"

    def __init__(self, form: Form, meeting: Meeting) -> None:
        super().__init__(form, meeting.id)
        self.form, self.meeting = form, meeting


class TimeGone(PlanRefused):
    """By then the meeting would be over already."""

    field = "day"


class MeetingsOverlap(PlanRefused):
    """Another meeting of the session takes place at that time."""

    field = "starts"

    def __init__(self, other: Meeting) -> None:
        super().__init__(other.id)
        self.other = other


class PeopleCame(PlanRefused):
    """People have checked in, which is not undone."""

    field = "starts"

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class ManyMails(PlanRefused):
    """More people would get a mail than anybody sends without a second look."""

    field = "seen"

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class SessionEnded(PlanRefused):
    """The session was closed or called off: nothing about it is planned any more."""


class LastMeeting(PlanRefused):
    """A session without any meeting is none; it is called off instead."""


class AlreadyThere(PlanRefused):
    """The person has a seat, or waits for one, already."""


class NotThere(PlanRefused):
    """The person neither has a seat nor waits for one."""
