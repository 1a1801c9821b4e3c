"""Quizzes in plain words, for somebody who may be nervous."""

from collections.abc import Mapping
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from app.training.wording.register import minutes_label
from app.web.languages import moment
from quizzes.queries.papers import Paper
from quizzes.queries.standing import Standing
from quizzes.services.answers import Fate
from quizzes.terms import Entry, Try

#: category of a message, and its words
Message = tuple[str, str]

_MINUTE = timedelta(minutes=1)
_RIGHT, _WRONG = 100, 0

_FATES: Mapping[Fate, Message] = {
    Fate.NOT_ON_PAPER: (
        "warning",
        _l("That answer is not on this paper, so nothing was changed. Choose one from the page."),
    ),
    Fate.TOO_LATE: (
        "warning",
        _l("The time was up before this answer came. Everything saved earlier counts."),
    ),
    Fate.HANDED_IN_BEFORE: ("info", _l("This paper was handed in already. Here is its result.")),
    Fate.UNKNOWN_PAPER: (
        "info",
        _l("That page belonged to another paper. Here is where you are now."),
    ),
}

_REFUSALS = {
    Entry.NOT_STARTED: _l("Start the course first; the quiz opens when all lessons are read."),
    Entry.LESSONS_FIRST: _l("The quiz opens when all lessons are read."),
    Entry.PAUSED: _l("Take a short break first. The quiz opens again soon."),
    Entry.USED_UP: _l("All attempts are used. The coordinator can tell you what to do next."),
    Entry.FINISHED: _l("You have passed this quiz already."),
}

#: how an answer was: kind of the chip, and its words
_VERDICTS = {
    "right": ("met", _l("right")),
    "partly": ("short", _l("partly right")),
    "wrong": ("short", _l("not right")),
    "open": ("plain", _l("no answer")),
}


def fate(became: Fate) -> Message | None:
    """What is said about it; None when all is as it should be."""
    known = _FATES.get(became)
    return (known[0], str(known[1])) if known else None


def refusal(entry: Entry) -> str:
    """Why no attempt begins now."""
    return str(_REFUSALS[entry])


def extent(found: Standing) -> str:
    """How much it is: "10 questions, about 5 minutes"."""
    count = found.quiz.questions
    questions = ngettext("%(num)s question", "%(num)s questions", count)
    minutes = minutes_label(found.quiz.minutes)
    return _("%(questions)s, about %(minutes)s", questions=questions, minutes=minutes)


def rules(found: Standing) -> list[str]:
    """How it goes, a sentence each."""
    return [
        _pass_mark(found),
        _time(found),
        _("Every answer is saved at once. You can stop and go on later, on another device too."),
        _("Afterwards you see what was right in each question, and why."),
        *_attempts(found),
    ]


def _pass_mark(found: Standing) -> str:
    count = found.quiz.questions
    needed = -(-found.quiz.pass_percent * count // 100)
    return _(
        "You pass with %(percent)s%%: that is %(needed)s of %(count)s. "
        "A partly right answer counts in part.",
        percent=found.quiz.pass_percent,
        needed=needed,
        count=count,
    )


def _time(found: Standing) -> str:
    limit = found.terms.time_limit
    if limit is None:
        return _("Take your time: no clock is running.")
    return _(
        "From the start you have %(minutes)s; what is saved by then counts.",
        minutes=minutes_label(limit // _MINUTE),
    )


def _attempts(found: Standing) -> list[str]:
    attempts, pause = found.terms.attempts, found.terms.pause // _MINUTE
    often = (
        _("If it does not work out, try again as often as you like, with other questions.")
        if attempts is None
        else ngettext("There is %(num)s attempt.", "There are %(num)s attempts.", attempts)
    )
    if not pause or attempts == 1:
        return [often]
    return [
        often,
        _("Between two attempts is a break of %(minutes)s.", minutes=minutes_label(pause)),
    ]


def attempts_left(found: Standing) -> str | None:
    """How many attempts are left; None if there is no end."""
    left = found.attempts_left
    if left is None:
        return None
    return ngettext("%(num)s attempt is left.", "%(num)s attempts are left.", left)


def next_start(found: Standing) -> str:
    """When one more attempt may begin."""
    at = found.next_start
    return _("You can try again from %(moment)s.", moment=moment(at)) if at else ""


def outcome(one: Try) -> tuple[str, str]:
    """How an attempt ended: kind of the chip, and its words."""
    if one.is_passed is None:
        return "plain", _("not finished")
    percent = one.percent or 0
    if one.is_passed:
        return "met", _("passed, %(percent)s%%", percent=percent)
    return "short", _("not passed, %(percent)s%%", percent=percent)


def place(position: int, paper: Paper) -> str:
    """Where on the paper: "Question 3 of 10"."""
    return _("Question %(number)s of %(count)s", number=position, count=len(paper.asked))


def answered(paper: Paper) -> str:
    """How far one is: "2 of 10 questions answered"."""
    count = len(paper.asked)
    done = count - len(paper.open_positions)
    return ngettext(
        "%(done)s of %(num)s question answered",
        "%(done)s of %(num)s questions answered",
        count,
        done=done,
    )


def still_open(paper: Paper) -> str:
    """How many questions have no answer."""
    count = len(paper.open_positions)
    return ngettext(
        "%(num)s question has no answer yet.", "%(num)s questions have no answer yet.", count
    )


def pass_mark(paper: Paper) -> str:
    """What the result is held against."""
    return _("%(percent)s%% is needed to pass.", percent=paper.quiz.pass_percent)


def verdict(paper: Paper, position: int) -> tuple[str, str]:
    """How a question was answered: kind of the chip, and its words."""
    kind, words = _VERDICTS[_verdict(paper, position)]
    return kind, str(words)


def _verdict(paper: Paper, position: int) -> str:
    answer = paper.answers.get(position)
    if answer is None:
        return "open"
    return {_RIGHT: "right", _WRONG: "wrong"}.get(answer.credit_percent or 0, "partly")
