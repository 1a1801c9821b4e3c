"""Certificates that other organisers gave to people of the demo, as they would upload them."""

from dataclasses import dataclass
from datetime import date

from app.core.paper.canvas import About, drawn
from app.core.paper.fonts import Face
from app.core.paper.setting import INK, PAGE_HEIGHT, QUIET, Column, Page, Style
from app.recognition.services import Printed

_TITLE = Style(Face.SERIF, (30,), INK)
_TEXT = Style(Face.SANS, (14,), INK)
_SMALL = Style(Face.SANS, (11,), QUIET)


@dataclass(frozen=True, slots=True)
class OtherPaper:
    """A certificate of another organiser."""

    printed: Printed
    filename: str

    def pdf(self, name: str) -> bytes:
        """The sheet of paper that says so about the person with this name."""
        page = Page()
        column = Column(page, 80, PAGE_HEIGHT / 5, 430)
        one = self.printed
        column.text(one.organiser, _SMALL)
        column.skip(30)
        column.text("Zaświadczenie", _TITLE)
        column.skip(20)
        column.text(name, _TITLE)
        column.skip(16)
        for line in (one.title, f"{one.completed_on:%d.%m.%Y}, {one.minutes} minut", one.number):
            column.text(line, _TEXT)
            column.skip(8)
        about = About("Zaświadczenie", one.title, one.organiser, "pl", one.completed_on)
        return drawn([page], about)


def _paper(title: str, organiser: str, number: str, day: date, minutes: int) -> OtherPaper:
    filename = f"zaswiadczenie-{number.lower().replace('/', '-')}.pdf"
    return OtherPaper(Printed(title, organiser, number, day, minutes), filename)


#: in the order of how far they have come: with the head, with the office, accepted
PAPERS = (
    _paper(
        "Cyberbezpieczeństwo w szkole",
        "Ośrodek Doskonalenia Nauczycieli w Jaworowie",
        "ODN/118/2026",
        date(2026, 10, 14),
        240,
    ),
    _paper(
        "Ochrona danych i bezpieczeństwo informacji dla nauczycieli",
        "Akademia Bezpiecznej Szkoły",
        "ABS-2026-0457",
        date(2026, 9, 22),
        180,
    ),
    _paper(
        "Bezpieczeństwo informacji w jednostce oświatowej",
        "Ośrodek Doskonalenia Nauczycieli w Jaworowie",
        "ODN/73/2026",
        date(2026, 5, 20),
        240,
    ),
)
