"""Certificates beside a bare reportlab page with one embedded font and one QR code, in turns."""

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import qrcode
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.core.paper.codes import new_code
from app.core.settings import Settings
from app.factory import create_app
from app.training.models.trainings import Topic
from bench.pages import Measured, measured
from certificates.document.drawing import draw
from certificates.facts import Facts, public_address
from certificates.models import number_of
from certificates.wording.document import PolishLabels

ROUNDS = 60
PER_ROUND = 5
WARM_UP = 5

BARE = "bare reportlab page"
_BASE_URL = "https://kadra.example.pl"
_FONT = Path(__file__).parents[1] / "app/core/paper/typefaces/SourceSans3-Regular.ttf"
_MODULE = 3  # points


def documents(folder: Path) -> dict[str, Measured]:
    """Documents per second of one core, by what draws them."""
    registerFont(TTFont("Bare", _FONT))
    app = create_app(Settings.from_env({"KADRA_DATA_DIR": str(folder)}))
    with app.app_context():
        return _in_turns({BARE: _bare, "certificate": _certificate})


def _in_turns(ways: dict[str, Callable[[], bytes]]) -> dict[str, Measured]:
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        for _ in range(WARM_UP):
            way()
    for _ in range(ROUNDS):
        for name, way in ways.items():
            taken[name] += [_seconds(way) for _ in range(PER_ROUND)]
    return {name: measured(seconds) for name, seconds in taken.items()}


def _seconds(way: Callable[[], bytes]) -> float:
    started = time.process_time()
    content = way()
    assert content.startswith(b"%PDF-")
    return time.process_time() - started


def _bare() -> bytes:
    """Ten lines, and a code drawn square by square."""
    output = BytesIO()
    canvas = Canvas(output, pagesize=A4, initialFontName="Bare")
    canvas.setFont("Bare", 12)
    for number in range(10):
        canvas.drawString(72, 700 - 20 * number, "Zażółć gęślą jaźń, Щедрик і паляниця")
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    code.add_data(public_address(_BASE_URL, new_code()))
    for row, modules in enumerate(code.get_matrix()):
        for column, is_dark in enumerate(modules):
            if is_dark:
                place = (72 + _MODULE * column, 300 - _MODULE * row)
                canvas.rect(*place, _MODULE, _MODULE, stroke=0, fill=1)
    canvas.save()
    return output.getvalue()


def _certificate() -> bytes:
    """All of it: the words in Polish, the layout, the fonts, the code."""
    labels, code = PolishLabels(), new_code()
    facts = Facts(
        language=labels.language,
        name="Żaneta Łuczak-Święcicka",
        schools=("Szkoła Podstawowa nr 9 im. Marii Skłodowskiej-Curie",),
        title="Bezpieczeństwo informacji w szkole: po co i kto za co odpowiada",
        programme="2026.1",
        topics=labels.topics(list(Topic)),
        minutes=215,
        teaching_hours=Decimal("4.7"),
        completed_on=date(2026, 5, 12),
        score_percent=92,
        issuer="Centrum Usług Wspólnych",
        issued_on=date(2026, 5, 12),
        valid_until=date(2027, 5, 12),
    )
    words = labels.words(facts, number_of(2026, 417), code, _BASE_URL)
    return draw(words, public_address(_BASE_URL, code), facts.issued_on)
