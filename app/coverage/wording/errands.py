"""What a worker does about published figures, in words."""

from flask_babel import gettext as _

from app.core.jobs.models import JobState
from app.coverage.queries.errands import Errand
from app.web.languages import moment


def asked(errand: Errand) -> str:
    """Who wanted it, and when."""
    return _(
        "%(name)s asked for it on %(moment)s.", name=errand.asked_by, moment=moment(errand.asked_at)
    )


def going_on(errand: Errand) -> str:
    """What happens now to what is open."""
    if errand.is_stuck:
        return _(
            "It waits, because nobody does the jobs of this Kadra at the moment. Tell whoever"
            " looks after the server."
        )
    if errand.state is JobState.RETRYING:
        return _(
            "It did not work out so far. It will be tried again by itself on %(moment)s; the page"
            " Jobs of the administrator says what went wrong.",
            moment=moment(errand.due_at),
        )
    return _("It takes a minute or more and goes on without this page. You can come back later.")


def published_nothing(errand: Errand) -> str:
    """Why a job that is over published nothing."""
    if errand.state is JobState.GIVEN_UP:
        return gave_up()
    return _("It would have said exactly what the publication before it says.")


def gave_up() -> str:
    """What to do where a job failed for good."""
    return _(
        "It was tried again and again and did not work out. The page Jobs of the administrator"
        " says what went wrong. Once that is mended, start it again here."
    )
