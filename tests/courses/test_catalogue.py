"""The catalogue: what is due, what was begun, then everything else, found however it is typed."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import transaction
from app.core.folding import fold
from tests.courses.learning import Learner
from tests.support.assignments import add_assignment
from tests.support.city import City
from tests.support.courses import add_course
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

CATALOGUE = "/courses/"
TITLE = re.compile(r'<h3[^>]*><a href="/courses/(\w+)">')
CHIP = re.compile(r'<span class="chip chip-(\w+)">(?:<svg.*?</svg>)?([^<]+)</span>')


def offer(city: City, code: str, title: str, summary: str = "Co warto wiedzieć.") -> None:
    """A course is in the catalogue."""
    with city.app.app_context(), transaction():
        version = add_course(code)
        version.title, version.summary = title, summary
        version.search_text = fold(f"{title} {summary}")


def ask(city: City, code: str, days: int) -> None:
    """School A is to complete the course in so many days."""
    with city.app.app_context(), transaction():
        add_assignment(city.units["a"], clock.today() + timedelta(days=days), code=code)


@pytest.fixture
def shelf(city: City) -> City:
    """Three courses are on offer."""
    offer(city, "S1", "Bezpieczeństwo informacji", "Po co i kto za co odpowiada.")
    offer(city, "S2", "Konta i hasła", "Dłuższe zamiast trudniejszych.")
    offer(city, "S3", "Żądło w załączniku", "Jak poznać oszustwo 100% pewnie.")
    return city


def test_before_anything_is_published_the_catalogue_says_so(visitor: Visit) -> None:
    page = visitor("teresa").get(CATALOGUE)

    assert "No courses yet" in page
    assert 'type="search"' not in page


def test_what_is_due_comes_first_then_what_was_begun_then_the_rest(
    shelf: City, visitor: Visit
) -> None:
    Learner(shelf, code="S2").starts(clock.now())
    ask(shelf, "S3", days=7)

    page = visitor("teresa").get(CATALOGUE)

    assert TITLE.findall(page) == ["S3", "S2", "S1"]
    assert page.index("Everything else") < page.index("/courses/S1")


@pytest.mark.parametrize(
    "days, kind, words",
    [
        pytest.param(-1, "short", "was due on", id="overdue"),
        pytest.param(14, "short", "by", id="soon"),
        pytest.param(15, "plain", "by", id="later"),
    ],
)
def test_a_chip_says_until_when(
    shelf: City, visitor: Visit, days: int, kind: str, words: str
) -> None:
    ask(shelf, "S1", days)

    page = visitor("teresa").get(CATALOGUE)

    [(found_kind, found_words)] = CHIP.findall(page)
    assert found_kind == kind
    assert found_words.startswith(words)
    assert "obligatory" in page


def test_each_of_ones_own_courses_has_its_one_step(shelf: City, visitor: Visit) -> None:
    ask(shelf, "S1", days=7)
    begun, read = Learner(shelf, code="S2"), Learner(shelf, code="S3")
    begun.starts(clock.now())
    begun.reads(1, at=clock.now())
    read.starts(clock.now())
    read.reads(1, 2, at=clock.now())

    page = visitor("teresa").get(CATALOGUE)

    assert 'action="/courses/S1/start"' in page
    assert 'href="/courses/S2/lessons/lekcja-2"' in page
    assert 'href="/courses/S3/quiz"' in page
    assert "1 of 2 lessons read" in page


@pytest.mark.parametrize(
    "words, found",
    [
        pytest.param("hasla", ["S2"], id="without Polish letters"),
        pytest.param("HASŁA", ["S2"], id="in capitals"),
        pytest.param("zadlo", ["S3"], id="ż and ą"),
        pytest.param("odpowiada kto", ["S1"], id="words in any order"),
        pytest.param("konta bezpieczenstwo", [], id="all words must be there"),
        pytest.param("bezp", ["S1"], id="a beginning"),
        pytest.param("100%", ["S3"], id="a sign that databases know"),
        pytest.param("_", [], id="another one"),
        pytest.param("   ", ["S1", "S2", "S3"], id="blanks are nothing"),
    ],
)
@pytest.mark.usefixtures("shelf")
def test_courses_are_found(visitor: Visit, words: str, found: list[str]) -> None:
    page = visitor("teresa").client.get(CATALOGUE, query_string={"q": words}).text

    assert TITLE.findall(page) == found


def test_what_is_looked_for_is_also_found_among_ones_own(shelf: City, visitor: Visit) -> None:
    ask(shelf, "S2", days=3)

    page = visitor("teresa").get(f"{CATALOGUE}?q=hasla")

    assert TITLE.findall(page) == ["S2"]
    assert CHIP.search(page)


@pytest.mark.usefixtures("shelf")
def test_whoever_finds_nothing_is_told_what_to_try(visitor: Visit) -> None:
    page = visitor("teresa").get(f"{CATALOGUE}?q=kwiaty")

    assert "No course mentions “kwiaty”" in page
    assert 'href="/courses/"' in page


def test_many_courses_stand_on_pages(city: City, visitor: Visit) -> None:
    for number in range(27):
        offer(city, f"K{number:02}", f"Kurs {number}")

    first = visitor("teresa").get(CATALOGUE)
    second = visitor("teresa").get(f"{CATALOGUE}?page=2")

    assert len(TITLE.findall(first)) == 25
    assert TITLE.findall(second) == ["K25", "K26"]


def test_a_course_stands_in_its_newest_version(shelf: City, visitor: Visit) -> None:
    learner = Learner(shelf, code="S1")
    learner.publish(lessons=5)

    page = visitor("teresa").get(CATALOGUE)

    assert TITLE.findall(page).count("S1") == 1
    assert "5 lessons, 25 minutes" in page


@pytest.mark.usefixtures("shelf")
def test_whoever_is_no_person_sees_what_is_on_offer(visitor: Visit) -> None:
    page = visitor("adam").get(CATALOGUE)

    assert TITLE.findall(page) == ["S1", "S2", "S3"]


def test_however_many_courses_few_queries(shelf: City, visitor: Visit) -> None:
    """One for who asks, three for one's own, two for the rest."""
    ask(shelf, "S1", days=7)
    Learner(shelf, code="S2").starts(clock.now())
    teresa = visitor("teresa")
    teresa.get(CATALOGUE)

    teresa.get(CATALOGUE, budget=6)
