"""Badges in words: what stands on a sheet of them, and what comes with one by mail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.attendance.badges import badge_address, grouped
from app.attendance.queries.badges import Bearer
from app.attendance.sheets.badge_sheet import BadgeWords, Card, pages_of
from app.core import clock
from app.core.mail import Attachment
from app.core.paper.canvas import About
from app.core.paper.fonts import unprintable
from app.core.paper.qr import qr_png, qr_svg_path
from app.people.models import Person, Unit

_LACKING = "?"


def sheet_words() -> BadgeWords:
    """What stands beside the names."""
    return BadgeWords(
        hint=_("Show this badge to the trainer, who scans it."),
        foot=lambda school, number, total: _(
            "%(school)s, page %(number)s of %(total)s", school=school, number=number, total=total
        ),
    )


def about_sheet(unit: Unit, day: date) -> About:
    """What programs tell about the file."""
    title = _("Badges: %(school)s", school=printable(unit.short_name))
    language = str(get_locale() or "pl")
    return About(title, title, printable(unit.name), language, day)


def card(bearer: Bearer, code: str, base_url: str) -> Card:
    """The badge; a name that cannot be printed is left to be written by hand."""
    name = "" if unprintable(bearer.name) else bearer.name
    school = printable(bearer.school)
    return Card(name, school, badge_address(base_url, code), grouped(code))


def by_hand(people: Sequence[Bearer], codes: Mapping[int, str]) -> list[tuple[str, str]]:
    """Names that cannot be printed, with the codes of the badges they are to be written on."""
    return [(one.name, grouped(codes[one.person_id])) for one in people if unprintable(one.name)]


def printable(text: str) -> str:
    """The text with a question mark for each letter that the fonts lack."""
    lacking = unprintable(text)
    return "".join(_LACKING if letter in lacking else letter for letter in text)


def size_of(people: Sequence[Bearer]) -> str:
    """How large a sheet is."""
    pages = pages_of(one.school for one in people)
    return _(
        "%(badges)s on %(pages)s",
        badges=ngettext("%(num)s badge", "%(num)s badges", len(people)),
        pages=ngettext("%(num)s page of A4", "%(num)s pages of A4", pages),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A badge on the screen."""

    schools: str
    #: in groups
    code: str
    qr_path: str
    qr_side: int


def shown(person: Person, code: str, base_url: str, today: date) -> Shown:
    """The person's badge; the schools are those of today."""
    jobs = [job for job in person.employments if job.is_active(today)]
    schools = sorted({(job.unit.sort_key, job.unit.name) for job in jobs})
    path, side = qr_svg_path(badge_address(base_url, code))
    return Shown(", ".join(name for _key, name in schools), grouped(code), path, side)


def mailed_enough(address: str, until: datetime) -> str:
    """Why no further mail is sent now."""
    return _(
        "The badge was mailed to %(address)s several times just now. Look there, among unwanted"
        " mail, too; from %(time)s it can be sent again.",
        address=address,
        time=f"{clock.local(until):%H:%M}",
    )


def letter(person: Person, code: str, base_url: str) -> tuple[str, str, str, Attachment]:
    """Address, subject, text and picture of the mail that brings the own badge."""
    typed = grouped(code)
    paragraphs = (
        _("Good morning,"),
        _("This is your badge for trainings in a hall. The picture with the code is attached."),
        _("Show it to the trainer, on your phone or on paper, and you are in."),
        _("If the camera cannot read it, say your name, or this code: %(code)s", code=typed),
        _("Whoever has the picture could be taken for you, so please do not send it on."),
        _("If it was lost, replace it here; the old one then no longer holds:"),
        f"{base_url}/my-code",
    )
    picture = Attachment("kadra.png", "image/png", qr_png(badge_address(base_url, code)))
    return person.email, _("Your badge"), "\n\n".join(paragraphs) + "\n", picture
