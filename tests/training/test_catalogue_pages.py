"""The pages of the catalogue: trainings, versions, and why a used one stays as it is."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.training.models.trainings import Training, TrainingVersion
from tests.support.city import City
from tests.support.pages import Visitor
from tests.training.courses import add_training, complete

Browser = Callable[[str | None], Visitor]

TRAINING = {
    "code": "AI-1",
    "title": "Sztuczna inteligencja",
    "category": "digital_skills",
    "validity_months": "12",
}
VERSION = {
    "label": "2026.2",
    "in_force_from": "2026-10-01",
    "minutes": "45",
    "topics": ["KSC.a", "KRI.b"],
}


def test_the_catalogue_shows_the_version_in_force_and_this_years_completions(
    city: City, visitor: Browser
) -> None:
    """Completions only of the people within reach, and only to those who may read them."""
    ids = add_training(city)
    complete(city, "teresa", ids["v1"], clock.today())
    complete(city, "stefan", ids["v1"], clock.today())

    at_a = visitor("hanna").get("/trainings/")
    trainer = visitor("tomasz").get("/trainings/")

    assert "Bezpieczeństwo informacji" in at_a
    assert "4.7 teaching hours" in at_a
    assert ">1</td>" in at_a
    assert "Completions in" not in trainer


def test_the_empty_catalogue_says_what_to_do(visitor: Browser) -> None:
    page = visitor("kazimierz").get("/trainings/")

    assert "No trainings here yet" in page
    assert "Add a training" in page


@pytest.mark.parametrize("category,is_there", [("information_security", True), ("other", False)])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_category_narrows_the_catalogue(
    city: City, visitor: Browser, category: str, is_there: bool
) -> None:
    add_training(city)

    page = visitor("kazimierz").get(f"/trainings/?category={category}")

    assert ("BI-2026" in page) is is_there


def test_the_catalogue_can_be_taken_away(city: City, visitor: Browser) -> None:
    add_training(city)
    client = visitor("kazimierz").client

    as_csv, as_xlsx = (client.get(f"/trainings/catalogue.{ending}") for ending in ("csv", "xlsx"))

    assert "BI-2026;Bezpieczeństwo informacji;Information security;215;4,7;" in as_csv.text
    assert as_xlsx.data.startswith(b"PK")


def test_a_training_explains_its_topics_in_plain_sentences(city: City, visitor: Browser) -> None:
    ids = add_training(city)

    page = visitor("tomasz").get(f"/trainings/{ids['training']}")

    assert "KRI.a: What threatens the information that the school holds." in page
    assert "National Interoperability Framework" in page
    assert "HDR" not in page
    assert "New version" not in page


def test_a_training_is_added_then_its_version(city: City, visitor: Browser) -> None:
    kazimierz = visitor("kazimierz")

    kazimierz.get("/trainings/new")
    answer = kazimierz.post("/trainings/new", TRAINING)
    form = kazimierz.get(answer.location)
    kazimierz.post(answer.location, VERSION)

    with city.app.app_context():
        training = db.session.scalars(select(Training)).one()
        assert (training.code, training.validity_months) == ("AI-1", 12)
        assert [version.topics for version in training.versions] == [["KRI.b", "KSC.a"]]
    assert "Obligatory topics that it covers" in form


@pytest.mark.parametrize(
    "typed,message",
    [
        ({**TRAINING, "code": "bi-2026"}, "Another training already has the code bi-2026."),
        ({**TRAINING, "code": ""}, "Fill in this field."),
        ({**TRAINING, "code": "x" * 41}, "Use at most 40 characters."),
        ({**TRAINING, "category": ""}, "Choose a category."),
        ({**TRAINING, "category": "magic"}, "This is no longer on the list."),
        ({**TRAINING, "validity_months": "0"}, "Write a number of months from 1 to 600."),
        ({**TRAINING, "validity_months": "rok"}, "This is not a whole number."),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_training_that_cannot_be_added_says_why(
    city: City, visitor: Browser, typed: dict[str, str], message: str
) -> None:
    add_training(city)

    answer = visitor("kazimierz").post("/trainings/new", typed, status=200)

    assert message in answer.text


@pytest.mark.parametrize(
    "typed,message",
    [
        ({**VERSION, "label": "1"}, "The training already has a version with this name"),
        ({**VERSION, "in_force_from": "2026-07-01"}, "or from this day."),
        ({**VERSION, "minutes": "0"}, "Write how many minutes it takes."),
        ({**VERSION, "minutes": "-5"}, "Write a number of minutes greater than zero."),
        ({**VERSION, "minutes": "525601"}, "Write a number of minutes greater than zero."),
        ({**VERSION, "in_force_from": "31.02.2026"}, "This is not a date."),
        ({**VERSION, "topics": ["KRI.z"]}, "This is no longer on the list."),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_version_that_cannot_be_added_says_why(
    city: City, visitor: Browser, typed: dict[str, str], message: str
) -> None:
    ids = add_training(city)

    answer = visitor("kazimierz").post(
        f"/trainings/{ids['training']}/versions/new", typed, status=200
    )

    assert message in answer.text


def test_a_training_is_changed(city: City, visitor: Browser) -> None:
    ids = add_training(city)
    kazimierz = visitor("kazimierz")
    url = f"/trainings/{ids['training']}/edit"

    kazimierz.get(url)
    kazimierz.post(url, {**TRAINING, "validity_months": ""})

    with city.app.app_context():
        training = db.session.get_one(Training, ids["training"])
        assert (training.code, training.validity_months) == ("AI-1", None)


def test_an_unused_version_is_changed_a_used_one_asks_for_a_new_one(
    city: City, visitor: Browser
) -> None:
    ids = add_training(city)
    complete(city, "teresa", ids["v1"])
    kazimierz = visitor("kazimierz")

    unused = kazimierz.get(f"/trainings/versions/{ids['v2']}/edit")
    kazimierz.post(f"/trainings/versions/{ids['v2']}/edit", VERSION)
    used = kazimierz.get(f"/trainings/versions/{ids['v1']}/edit")
    kazimierz.post(f"/trainings/versions/{ids['v1']}/edit", VERSION, status=409)

    assert "It can be changed until somebody completes it." in unused
    assert "Make a new version" in used
    page = kazimierz.get(f"/trainings/{ids['training']}")
    assert f"/trainings/versions/{ids['v1']}/edit" not in page
    assert f"/trainings/versions/{ids['v2']}/edit" in page
    with city.app.app_context():
        minutes = dict(
            db.session.execute(select(TrainingVersion.id, TrainingVersion.minutes)).all()
        )
    assert minutes == {ids["v1"]: 215, ids["v2"]: 45}


@pytest.mark.usefixtures("city")
def test_what_is_not_there_answers_404(visitor: Browser) -> None:
    kazimierz = visitor("kazimierz")

    for url in ("/trainings/99", "/trainings/versions/99/edit", "/completions/99"):
        kazimierz.get(url, status=404)
