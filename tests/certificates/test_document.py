"""The document, as readers that we did not write see it."""

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from certificates.document.drawing import draw
from certificates.facts import Facts, public_address
from tests.certificates.documents import BASE_URL, CODE, FACTS, NUMBER, document, words
from tests.support.readers import codes_of, facts_of, faults_of, fonts_of, text_of, words_of

pytestmark = pytest.mark.usefixtures("office")

LONG_NAME = (
    "Konstancja-Wszechsława Brzęczyszczykiewiczówna-Szczebrzeszyńska z Łękołodów "
    "Chrząszczyżewoszyckich-Łąckich"
)
LONG_WORD = (
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaftschaferswessenschafe"
)
LONG_TITLE = (
    "Bezpieczeństwo informacji i ochrona danych osobowych w szkole i przedszkolu: zasady, "
    "procedury, postępowanie z incydentami oraz ciągłość działania w roku szkolnym 2026/2027 – "
    "edycja rozszerzona"
)
LONG_SCHOOL = (
    "Zespół Szkolno-Przedszkolny z Oddziałami Integracyjnymi i Dwujęzycznymi nr 12 im. Obrońców "
    "Ziemi Świętokrzyskiej w Starachowicach"
)

#: as many and as long as the database can hold
EXTREME = replace(
    FACTS,
    name=f"{'Ważka ' * 16}{'W' * 100}",
    schools=tuple(f"{number}. {LONG_SCHOOL}{'m' * 60}" for number in range(1, 7)),
    title="Ż" * 200,
    programme="w" * 40,
    issuer="Centrum Usług Wspólnych " + "W" * 176,
    topics=tuple(f"{number}: {LONG_TITLE}" for number in range(1, 10)),
    minutes=100_000,
)

cases = {
    "an ordinary one": FACTS,
    "nothing that may be missing": replace(
        FACTS, schools=(), topics=(), score_percent=None, valid_until=None
    ),
    "two schools": replace(FACTS, schools=("Szkoła Podstawowa nr 9", "Przedszkole nr 3")),
    "a name of over 90 letters": replace(FACTS, name=LONG_NAME),
    "everything long": replace(
        FACTS, name=f"{LONG_WORD} {LONG_NAME}", title=LONG_TITLE, schools=(LONG_SCHOOL,) * 3
    ),
    "the longest of all": EXTREME,
}
every_case = pytest.mark.parametrize(
    "facts", [pytest.param(facts, id=name) for name, facts in cases.items()]
)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Zażółć Gęślą-Jaźń", id="Polish"),
        pytest.param("ZAŻÓŁĆ GĘŚLĄ JAŹŃ", id="Polish capitals"),
        pytest.param("Юлія Ґалаґан-Їжакевич", id="Ukrainian"),
        pytest.param("Григорій Щербанюк’єв", id="Ukrainian apostrophe"),
        pytest.param("Андрэй Ўладзіміравіч", id="Belarusian"),
        pytest.param("Ștefan Țepeș Brâncuși Ăîâ", id="Romanian"),
        pytest.param("Nguyễn Thị Ánh Tuyết Phượng", id="Vietnamese"),
        pytest.param("Řehoř Škvorecký Ďábel", id="Czech"),
        pytest.param("Işıl Çağlayan Güneş", id="Turkish"),
        pytest.param("Žydrūnė Ąžuolaitė", id="Lithuanian"),
        pytest.param("Γιώργος Παπαδόπουλος", id="Greek"),
        pytest.param("Ŧor Ŧorsen", id="letters that the serif lacks"),
        pytest.param("<b>Anna</b> &amp; <script>alert(1)</script>", id="what looks like HTML"),
        pytest.param("%s {name} $1 \\n (Anna) </para>", id="what looks like code"),
        pytest.param("O’Brien „Gwiazda” – Łoś…", id="typography"),
        pytest.param(LONG_NAME, id="over 90 letters"),
        pytest.param(LONG_WORD, id="one long word"),
    ],
)
def test_a_name_stands_on_paper_as_it_was_typed(name: str) -> None:
    pdf = document(replace(FACTS, name=name))

    assert without_blanks(name) in without_blanks(text_of(pdf))


@every_case
def test_every_fact_stands_on_one_page(facts: Facts) -> None:
    pdf = document(facts)
    printed = words(facts)

    read = without_blanks(text_of(pdf))
    for text in (
        *(printed.issuer, printed.number, printed.issued, printed.name, printed.title),
        *(printed.programme, *printed.schools, *printed.topics, printed.address, printed.code),
        *(text for one in printed.details for text in (one.label, one.value, one.note)),
    ):
        assert without_blanks(text) in read
    assert facts_of(pdf)["Pages"] == "1"


@every_case
def test_every_font_is_embedded_and_holds_only_what_is_shown(facts: Facts) -> None:
    fonts = fonts_of(document(facts))

    assert {font.name.partition("+")[2] for font in fonts} <= {
        "SourceSerif4-SemiBold",
        "SourceSans3-Regular",
        "SourceSans3-SemiBold",
    }
    assert all(font.is_embedded and font.is_subset for font in fonts)


@every_case
def test_the_file_is_well_made(facts: Facts) -> None:
    pdf = document(facts)

    assert faults_of(pdf) == ""
    assert len(pdf) < 100_000


@pytest.mark.parametrize(
    "base_url",
    [
        BASE_URL,
        "http://127.0.0.1:8000",
        "https://szkolenia.centrum-uslug-wspolnych.starachowice-powiat.swietokrzyskie.example.pl",
    ],
)
def test_a_camera_reads_the_address_from_a_print(base_url: str) -> None:
    pdf = document(base_url=base_url)

    assert codes_of(pdf, dots_per_inch=150) == [public_address(base_url, CODE)]


def test_the_file_says_what_it_is() -> None:
    pdf = document()

    said = facts_of(pdf)
    assert (said["Author"], said["Subject"]) == (FACTS.issuer, NUMBER)
    assert said["Title"].endswith(f"{NUMBER}: {FACTS.name}")
    assert "2026" in said["CreationDate"]
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "pl"


def test_the_same_facts_give_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib, pathlib, tempfile; from tests.certificates.documents import document; "
        "from tests.conftest import settings_for; from app.factory import create_app; "
        "app = create_app(settings_for('', pathlib.Path(tempfile.mkdtemp()))); "
        "app.app_context().push(); print(hashlib.sha256(document()).hexdigest())"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert elsewhere.stdout.strip() == hashlib.sha256(document()).hexdigest()


def test_documents_drawn_at_once_do_not_disturb_each_other() -> None:
    drawn = [words(replace(FACTS, name=f"Łucja Żółć {letter}")) for letter in "ĄĆĘŁŃÓŚŹ"]
    alone = [draw(one, BASE_URL, FACTS.issued_on) for one in drawn]

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda one: draw(one, BASE_URL, FACTS.issued_on), drawn * 4))

    assert together == alone * 4


def test_the_order_of_reading_is_that_of_the_page() -> None:
    read = words_of(document())

    places = [read.index(text) for text in (FACTS.issuer, FACTS.name, FACTS.title, "92%")]
    assert places == sorted(places)


def without_blanks(text: str) -> str:
    return "".join(text.split())
