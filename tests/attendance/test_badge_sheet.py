"""The sheet of badges: every name in full, every code readable, each school on pages of its own."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from app.attendance.badges import badge_address, badge_code, grouped
from app.attendance.sheets.badge_sheet import BadgeWords, Card, badge_sheet, pages_of
from app.core.paper.canvas import About
from tests.support.readers import codes_in, facts_of, faults_of, fonts_of, picture_of, words_of

WORDS = BadgeWords("Pokaż prowadzącemu.", "{}, strona {} z {}".format)
ABOUT = About("Identyfikatory", "SP nr 1", "CUW", "pl", date(2026, 11, 23))
SECRET = "5e" * 32
DOTS_PER_INCH = 150
#: the first badge on its page, in millimetres from the upper left corner
LEFT, TOP, WIDE, HIGH = 15, 13.5, 90, 54


def card(number: int, name: str = "Anna Maj", school: str = "SP nr 1", **more: str) -> Card:
    code = badge_code(SECRET, number, 0)
    base_url = more.get("base_url", "https://kadra.example.pl")
    return Card(name, school, badge_address(base_url, code), grouped(code))


@pytest.mark.parametrize(
    "base_url",
    [
        pytest.param("https://k.pl", id="short"),
        pytest.param("https://kadra.example.pl", id="usual"),
        pytest.param("https://szkolenia.kadra.gmina-o-dlugiej-nazwie.example.pl/kadra", id="long"),
    ],
)
def test_a_camera_reads_every_badge_from_a_coarse_print(base_url: str) -> None:
    cards = [card(number, base_url=base_url) for number in range(101, 161)]
    pdf = badge_sheet(cards, WORDS, ABOUT)

    assert facts_of(pdf)["Pages"] == "6"
    for page in range(6):
        ours = cards[10 * page : 10 * page + 10]
        assert [codes_in(one) for one in _cut_out(pdf, page + 1)] == [[one.address] for one in ours]


def _cut_out(pdf: bytes, page: int) -> list[bytes]:
    """The ten badges of a page, cut along the marks."""
    picture = Image.open(BytesIO(picture_of(pdf, DOTS_PER_INCH, page)))
    return [
        _part(picture, LEFT + WIDE * (place % 2), TOP + HIGH * (place // 2)) for place in range(10)
    ]


def _part(picture: Image.Image, left: float, top: float) -> bytes:
    dots = DOTS_PER_INCH / 25.4
    box = (left * dots, top * dots, (left + WIDE) * dots, (top + HIGH) * dots)
    output = BytesIO()
    picture.crop(tuple(map(round, box))).save(output, "PNG")  # type: ignore[arg-type]
    return output.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Jo Li", id="short"),
        pytest.param("Święcisława Błażejewska-Źdźbłowska", id="Polish"),
        pytest.param("Наталія Коваленко-Іваненко-Ґонтарук", id="Ukrainian"),
        pytest.param("Grzegorz Brzęczyszczykiewicz", id="a long surname"),
        pytest.param("Ælfgifu Đorđević Țuțea Őry", id="other letters of Europe"),
        pytest.param(" ".join(["Maria"] * 16 + ["Kowalska"] * 11), id="as long as can be"),
        pytest.param("W" * 100 + " " + "W" * 99, id="as wide as can be"),
    ],
)
@pytest.mark.parametrize("school", ["PM 3", "Szkoła " * 28 + "nr 9"], ids=["short", "long"])
def test_a_name_stands_on_its_badge_in_full(name: str, school: str) -> None:
    pdf = badge_sheet([card(101, name, school)], WORDS, ABOUT)
    printed = _letters(words_of(pdf))

    assert _letters(name) in printed
    assert _letters(school) in printed
    assert codes_in(_cut_out(pdf, 1)[0]) == [card(101).address]


def _letters(text: str) -> str:
    """Readers take a hyphen at the end of a line for a broken word."""
    return text.replace(" ", "").replace("-", "")


def test_nothing_leaves_its_badge() -> None:
    """Around what is longest there is white: the cut goes through nothing."""
    pdf = badge_sheet([card(101, "W" * 100 + " " + "W" * 99, "W" * 200)], WORDS, ABOUT)
    picture = Image.open(BytesIO(picture_of(pdf, DOTS_PER_INCH, 1))).convert("L")
    dots = DOTS_PER_INCH / 25.4
    badge = picture.crop((
        *(round((LEFT + 1) * dots), round((TOP + 1) * dots)),
        *(round((LEFT + WIDE - 1) * dots), round((TOP + HIGH - 1) * dots)),
    ))
    dark = badge.point(lambda value: 255 * (value < 200)).getbbox()

    assert dark is not None
    assert min(dark[0], dark[1], badge.width - dark[2], badge.height - dark[3]) > 2 * dots


def test_the_file_is_well_made() -> None:
    pdf = badge_sheet([card(number) for number in range(25)], WORDS, ABOUT)

    assert faults_of(pdf) == ""
    assert facts_of(pdf)["Title"] == "Identyfikatory"
    assert facts_of(pdf)["Page size"].endswith("(A4)")
    assert all(font.is_embedded and font.is_subset for font in fonts_of(pdf))


def test_each_school_begins_a_page() -> None:
    schools = ["SP nr 1"] * 11 + ["SP nr 2"] * 10 + ["PM nr 3"]
    pdf = badge_sheet([card(at, school=one) for at, one in enumerate(schools)], WORDS, ABOUT)

    assert facts_of(pdf)["Pages"] == "4"
    assert pages_of(schools) == 4
    text = words_of(pdf)
    for foot in ("SP nr 1, strona 2 z 2", "SP nr 2, strona 1 z 1", "PM nr 3, strona 1 z 1"):
        assert foot in text
