"""An example of a certificate, and how it is drawn."""

from datetime import date
from decimal import Decimal

from certificates.document.drawing import draw
from certificates.document.words import Words
from certificates.facts import Facts, public_address
from certificates.wording.document import PolishLabels

BASE_URL = "https://kadra.example.pl"
CODE = "0564TNEKT3XRX2JP"
NUMBER = "KA/2026/000417"

FACTS = Facts(
    language="pl",
    name="Anna Maj",
    schools=("Szkoła Podstawowa nr 9, Starachowice",),
    title="Bezpieczeństwo informacji 2026",
    programme="2026.1",
    topics=("Co zagraża informacjom.", "Jak rozpoznać atak."),
    minutes=215,
    teaching_hours=Decimal("4.7"),
    completed_on=date(2026, 5, 12),
    score_percent=92,
    issuer="Centrum Usług Wspólnych",
    issued_on=date(2026, 5, 13),
    valid_until=date(2027, 5, 12),
)


def words(facts: Facts = FACTS, base_url: str = BASE_URL) -> Words:
    """What is printed; needs an application."""
    return PolishLabels().words(facts, NUMBER, CODE, base_url)


def document(facts: Facts = FACTS, base_url: str = BASE_URL) -> bytes:
    """The file; needs an application."""
    return draw(words(facts, base_url), public_address(base_url, CODE), facts.issued_on)
