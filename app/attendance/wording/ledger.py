"""The ledger of a meeting in words."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time

from flask_babel import gettext as _

from app.attendance.checkin import Refusal, Terms, Way
from app.attendance.models.ledger import Correction
from app.attendance.queries.doors import Door
from app.attendance.queries.kept import Scan
from app.attendance.queries.ledger import LedgerLine
from app.attendance.queries.overview import Overview, RefusedLine
from app.attendance.wording.presence import hour
from app.attendance.wording.refusals import refusal_sentence
from app.core import clock
from app.web.downloads import Value
from app.web.languages import date_full, date_short


def when(door: Door) -> str:
    """The day and the hours, as in "23 November 2026, 13:45–15:15"."""
    return f"{date_full(door.day)}, {hours(door.terms)}"


def hours(terms: Terms) -> str:
    """From when to when, as in "13:45–15:15"."""
    return f"{hour(terms.starts_at)}–{hour(terms.ends_at)}"


def state_sentence(terms: Terms, at: datetime) -> str:
    """What can be done at the meeting at that instant."""
    if terms.is_cancelled:
        return _("This session was cancelled. Nobody can check in.")
    if terms.is_closed:
        return _("The session is closed. After a correction it can be closed again.")
    if at < terms.opens_at:
        opens = clock.local(terms.opens_at)
        return _(
            "Check-in opens on %(day)s at %(time)s.",
            day=date_full(opens.date()),
            time=f"{opens:%H:%M}",
        )
    if at <= terms.ends_at:
        return _("Check-in is open until %(time)s.", time=hour(terms.ends_at))
    return _("The meeting is over. Look through the list, then close the session.")


def tabs(seen: Overview) -> list[tuple[str, str, int]]:
    """Parts of the list: what the address calls it, its name, and how many it holds."""
    return [
        ("here", _("Here"), len(seen.here)),
        ("missing", _("Missing"), len(seen.missing)),
        ("doubtful", _("To look at"), len(seen.doubtful)),
        ("refused", _("Refused scans"), len(seen.refused)),
    ]


def way_label(way: Way) -> str:
    """How somebody was told to be there."""
    return {
        Way.ROOM_CODE: _("scanned the code of the room"),
        Way.TYPED_CODE: _("typed the code of the room"),
        Way.BADGE: _("badge"),
        Way.NAME: _("by name"),
        Way.PAPER: _("signed on paper"),
    }[way]


def marks(line: LedgerLine) -> list[tuple[str, str]]:
    """Chips: what is out of the ordinary about somebody."""
    there = line.presence
    chips = []
    if there.is_late:
        chips.append(("short", _("came late")))
    if there.is_present and there.is_partial and not there.is_late:
        chips.append(("short", _("a part only")))
    if there.is_excused:
        chips.append(("plain", _("excused")))
    if there.is_present and not line.is_expected:
        chips.append(("plain", _("guest")))
    if line.correction is not None:
        chips.append(("plain", _("corrected")))
    return chips


def stay(line: LedgerLine) -> str:
    """From when, to when if it is known, and for how long if a part was missed."""
    there = line.presence
    assert there.arrived_at is not None  # noqa: S101 - it is asked of those who came
    came = hour(there.arrived_at)
    when_ = f"{came}–{hour(there.left_at)}" if there.left_at else came
    if not there.is_partial:
        return when_
    return _("%(when)s, %(minutes)s minutes", when=when_, minutes=there.minutes)


def how(line: LedgerLine) -> str:
    """Who or what says that somebody is here."""
    if line.correction is not None:
        return _("says %(name)s", name=line.correction.corrected_by)
    return way_label(line.check_in.way) if line.check_in else ""


def told_sentence(scan: Scan) -> str:
    """One thing that was told, for the story of a person at a meeting."""
    time, way = hour(scan.claimed_at), way_label(scan.way)
    if scan.is_departure:
        return _("Left at %(time)s (%(way)s).", time=time, way=way)
    return _("Came at %(time)s (%(way)s).", time=time, way=way)


def told_detail(scan: Scan) -> str:
    """Who stands for it, and when the server heard of it."""
    recorded = f"{date_short(clock.local(scan.recorded_at).date())}, {hour(scan.recorded_at)}"
    if scan.is_offline:
        return _(
            "Confirmed by %(name)s; it waited for a network until %(moment)s.",
            name=scan.confirmed_by,
            moment=recorded,
        )
    return _("Confirmed by %(name)s, %(moment)s.", name=scan.confirmed_by, moment=recorded)


def said_sentence(said: Correction) -> str:
    """What a correction says."""
    if said.is_excused:
        return _("Corrected: not here, and excused.")
    if not said.is_present:
        return _("Corrected: not here.")
    if said.arrived_at and said.left_at:
        return _(
            "Corrected: here from %(start)s to %(end)s.",
            start=hour(said.arrived_at),
            end=hour(said.left_at),
        )
    if said.arrived_at:
        return _("Corrected: here from %(start)s.", start=hour(said.arrived_at))
    if said.left_at:
        return _("Corrected: here until %(end)s.", end=hour(said.left_at))
    return _("Corrected: here.")


def doubts(line: LedgerLine, terms: Terms) -> list[str]:
    """Why somebody is to look at it, one sentence each."""
    said = []
    scan = line.check_in
    if line.contradicts and scan is not None:
        said.append(
            _(
                "Scanned at %(time)s, after somebody had marked them as absent.",
                time=hour(scan.claimed_at),
            )
        )
    if scan is not None and scan.review is not None:
        said.append(doubt(scan.review, terms))
    if scan is not None and scan.shares_device:
        said.append(_("The same phone had checked in somebody else before."))
    return said


def doubt(why: Refusal, terms: Terms) -> str:
    """Why a scan that waited for a network would have been refused."""
    sentences = {
        Refusal.WRONG_CLOCK: _(
            "The clock of the phone was changed; the time is when the scan was sent."
        ),
        Refusal.TOO_EARLY: _(
            "Scanned before check-in opened at %(time)s.", time=hour(terms.opens_at)
        ),
        Refusal.TOO_LATE: _(
            "Scanned after the meeting had ended at %(time)s.", time=hour(terms.ends_at)
        ),
        Refusal.CANCELLED: _("The session was cancelled."),
        Refusal.CLOSED: _("The scan came when the session was closed already."),
        Refusal.NOT_INVITED: _("Not invited, and the session takes no guests."),
        Refusal.FULL: _("No seat was left."),
        Refusal.REPLACED_BADGE: _("Scanned with a badge that had been reported lost."),
    }
    return sentences.get(why) or refusal_sentence(why, terms)


def refused_sentence(line: RefusedLine, terms: Terms) -> str:
    """Why the scan let nobody in."""
    return refusal_sentence(line.reason, terms)


def ways_it_was() -> Iterable[tuple[str, str]]:
    """What a correction may say."""
    return [
        ("present", _("They were here")),
        ("absent", _("They were not here")),
        ("excused", _("They were not here, and are excused")),
    ]


def local_time(instant: datetime | None) -> time | None:
    """The time on a Warsaw clock."""
    return clock.local(instant).time().replace(second=0, microsecond=0) if instant else None


def file_name(door: Door) -> str:
    """What a table is called that somebody takes away."""
    return _("Presence %(day)s %(title)s", day=door.day.isoformat(), title=door.title)


def headers() -> Sequence[str]:
    return [
        _("Surname"),
        _("First name"),
        _("School"),
        _("Expected"),
        _("Here"),
        _("Came at"),
        _("Left at"),
        _("Minutes"),
        _("Remarks"),
        _("How it is known"),
    ]


def cells(line: LedgerLine) -> Sequence[Value]:
    there, person = line.presence, line.person
    return [
        person.last_name,
        person.first_name,
        ", ".join(school.short_name for school in person.schools),
        _("yes") if line.is_expected else _("no"),
        _("yes") if there.is_present else _("no"),
        there.arrived_at,
        there.left_at,
        there.minutes if there.is_present else None,
        ", ".join(text for _kind, text in marks(line)),
        how(line),
    ]
