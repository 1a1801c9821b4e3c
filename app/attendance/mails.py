"""What Kadra writes about sessions: short, in the reader's language, with the dates as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from app.attendance.calendar import MAILED_TYPE
from app.attendance.models.notices import Notice, NoticeKind
from app.attendance.models.sessions import TrainingSession
from app.attendance.queries.notices import Recipient, ahead_of
from app.attendance.queries.places import Place, place_at
from app.attendance.wording import own
from app.attendance.wording.calendars import address, calendar_file
from app.core.mail import Attachment


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to one person."""

    to: str
    subject: str
    body: str
    attachment: Attachment


def letter_of(notice: Notice, recipient: Recipient, at: datetime) -> Letter:
    """The mail that tells the recipient what the notice is about, as it stands at that instant."""
    session = notice.session
    place = place_at(session, recipient.person_id, at)
    with force_locale(recipient.language):
        paragraphs = [_("Good morning,"), *_paragraphs(notice, place, at)]
        dates = calendar_file([(session, place)], stamped_at=at)
        return Letter(
            recipient.email,
            _subject(notice, at),
            "\n\n".join(paragraphs) + "\n",
            Attachment(f"kadra-{session.id}.ics", MAILED_TYPE, dates),
        )


def _subject(notice: Notice, at: datetime) -> str:
    title = " ".join(notice.session.title.split())
    day = own.short_moment(ahead_of(notice, at)[0])
    return {
        NoticeKind.INVITED: lambda: _("Training on %(day)s: %(title)s", day=day, title=title),
        NoticeKind.REMINDER: lambda: _("Reminder: %(title)s, %(day)s", day=day, title=title),
        NoticeKind.MOVED: lambda: _("Changed: %(title)s, %(day)s", day=day, title=title),
        NoticeKind.CANCELLED: lambda: _("Cancelled: %(title)s, %(day)s", day=day, title=title),
        NoticeKind.SEAT: lambda: _("You have a seat: %(title)s, %(day)s", day=day, title=title),
    }[notice.kind]()


def _paragraphs(notice: Notice, place: Place | None, at: datetime) -> Iterator[str]:
    session = notice.session
    yield _lead(notice.kind, session.title)
    if notice.kind is NoticeKind.CANCELLED and session.cancelled_reason:
        yield _("The reason: %(reason)s", reason=session.cancelled_reason)
    meetings = ahead_of(notice, at)
    yield "\n".join(f"{own.when(one)}, {own.where(one)}" for one in meetings)
    if notice.kind is NoticeKind.CANCELLED:
        yield _("You need not do anything. The attached file takes the date out of your calendar.")
    else:
        is_expected = place is not None and place.is_expected
        yield from _what_to_know(session, own.links_of(meetings) if is_expected else [])
        yield from _what_to_do(notice.kind, place)
    yield _("Do you doubt that this message is genuine? Ask in the office of your school first.")


def _lead(kind: NoticeKind, title: str) -> str:
    return {
        NoticeKind.INVITED: lambda: _("You are invited to the training “%(title)s”.", title=title),
        NoticeKind.REMINDER: lambda: _("The training “%(title)s” is about to begin.", title=title),
        NoticeKind.MOVED: lambda: _(
            "The training “%(title)s” takes place at another time or place. This holds now:",
            title=title,
        ),
        NoticeKind.CANCELLED: lambda: _(
            "The training “%(title)s” does not take place:", title=title
        ),
        NoticeKind.SEAT: lambda: _(
            "A seat at the training “%(title)s” has become free, and it is yours.", title=title
        ),
    }[kind]()


def _what_to_know(session: TrainingSession, links: list[str]) -> Iterator[str]:
    for link in links:
        yield _("Join here: %(address)s", address=link)
    if session.remarks:
        yield session.remarks
    if session.trainers:
        yield _("Led by: %(names)s", names=own.trainers_of(session))
    yield _(
        "You confirm there that you have come: by scanning a code with your phone, or with your"
        " own code, which stands in Kadra under “My code”."
    )


def _what_to_do(kind: NoticeKind, place: Place | None) -> Iterator[str]:
    page = address("own_sessions.index")
    if kind is NoticeKind.INVITED and place is not None and not place.is_coming:
        yield ngettext(
            "There is %(num)s seat. Sign up here, so that it is yours:",
            "There are %(num)s seats. Sign up here, so that one is yours:",
            place.capacity or 0,
        )
    elif place is not None and place.rank is not None:
        yield _("If you cannot come, withdraw here, so that somebody else gets the seat:")
    else:
        yield _("All about your trainings stands here:")
    yield page
    yield _("The attached file puts the dates into your calendar.")
