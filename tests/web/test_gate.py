"""Every view says who may pass, and nobody learns what lies outside their units."""

import pytest
from flask import Blueprint, Flask
from werkzeug.test import TestResponse

from app import factory
from app.core.errors import Forbidden
from app.core.permissions import Permission
from app.factory import create_app
from app.people.models import Unit
from app.people.queries.units import unit_or_404
from app.web import gate
from app.web.gate import can, requires
from app.web.own_paths import own_path
from tests.support.city import City
from tests.support.pages import Visitor

#: addresses that lead, or may lead a browser, to somebody else
STRANGE_ADDRESSES = [
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "evil.example",
    "",
    "/" + "a" * 2000,
]


@requires(Permission.UNIT_EDIT, load=unit_or_404)
def edit(unit: Unit) -> str:
    return unit.short_name


@requires(Permission.PERSON_EDIT)
def add() -> str:
    return "added"


@pytest.fixture(autouse=True)
def guarded_views(app: Flask) -> None:
    """The application has two guarded views, with a thing and without."""
    app.add_url_rule("/guarded/<int:unit_id>", "edit", edit, methods=["GET", "POST"])
    app.add_url_rule("/guarded/add", "add", add, methods=["GET", "POST"])


@pytest.mark.parametrize(
    "url, location",
    [
        pytest.param("/guarded/1", "/sign-in?next=/guarded/1", id="comes back afterwards"),
        pytest.param(
            "/guarded/1?as_of=2026-06-30&q=ł",
            "/sign-in?next=/guarded/1?as_of%3D2026-06-30%26q%3D%C5%82",
            id="with all that was asked",
        ),
        pytest.param("/guarded/99", "/sign-in?next=/guarded/99", id="whether it exists or not"),
        pytest.param("/", "/sign-in", id="home needs no coming back"),
    ],
)
def test_whoever_is_not_signed_in_is_sent_to_sign_in(city: City, url: str, location: str) -> None:
    response = city.client().get(url)

    assert (response.status_code, response.headers["Location"]) == (302, location)


def test_a_head_request_is_treated_like_a_get(city: City) -> None:
    assert city.client().head("/guarded/1").status_code == 302


def test_a_form_of_somebody_not_signed_in_is_refused(city: City) -> None:
    Visitor(city).post("/guarded/1", status=401)
    Visitor(city).post("/guarded/add", status=401)


@pytest.mark.parametrize(
    "persona, unit, status",
    [
        pytest.param("kazimierz", "a", 200, id="his role covers every school"),
        pytest.param("hanna", "a", 403, id="she sees her school but may not change it"),
        pytest.param("hanna", "b", 404, id="another school does not exist for her"),
        pytest.param("hanna", "city", 404, id="nor does what is above hers"),
        pytest.param("adam", "b", 403, id="he sees it for another reason"),
        pytest.param("teresa", "a", 404, id="a learner cannot probe even her own school"),
    ],
)
def test_outside_the_units_is_404_and_visible_but_forbidden_is_403(
    city: City, persona: str, unit: str, status: int
) -> None:
    url = f"/guarded/{city.units[unit]}"

    assert city.client(persona).get(url).status_code == status
    Visitor(city, persona).post(url, status=status)


def test_what_is_hidden_looks_exactly_like_what_is_not_there(city: City) -> None:
    client = city.client("hanna")

    hidden = client.get(f"/guarded/{city.units['b']}", headers={"Cookie": "language=en"})
    missing = client.get("/guarded/9999", headers={"Cookie": "language=en"})

    assert hidden.status_code == missing.status_code == 404
    assert _body(hidden) == _body(missing)


def _body(response: TestResponse) -> str:
    """What the page says, but for the number that every request has of its own."""
    said = response.text.partition("<h1>")[2].partition("</main>")[0]
    number = response.headers["X-Request-ID"]
    assert number in said
    return said.replace(number, "")


def test_the_view_is_handed_the_thing_it_was_asked_for(city: City) -> None:
    assert city.client("kazimierz").get(f"/guarded/{city.units['b']}").text == "SP nr 2"


def test_a_view_without_a_thing_asks_for_the_permission_alone(city: City) -> None:
    assert city.client("kazimierz").get("/guarded/add").text == "added"
    assert city.client("hanna").get("/guarded/add").status_code == 403


def test_a_form_needs_its_token_even_from_those_who_may(city: City) -> None:
    assert city.client("kazimierz").post("/guarded/add").status_code == 400


def test_the_application_does_not_start_with_a_view_that_declares_nothing(
    monkeypatch: pytest.MonkeyPatch, app: Flask
) -> None:
    careless = Blueprint("careless", __name__)
    careless.add_url_rule("/careless", "show", lambda: "everything")
    monkeypatch.setattr(factory, "BLUEPRINTS", (*factory.BLUEPRINTS, careless))

    with pytest.raises(RuntimeError, match=r"careless\.show declares neither"):
        create_app(app.extensions["settings"])


def test_templates_may_only_ask_about_permissions_that_exist(app: Flask) -> None:
    with app.test_request_context(), pytest.raises(ValueError, match="person:adore"):
        can("person:adore", None)


def test_nobody_can_do_anything(app: Flask) -> None:
    with app.test_request_context():
        assert not any(can(permission) for permission in Permission)


def test_there_is_no_actor_when_nobody_is_signed_in(app: Flask) -> None:
    with app.test_request_context():
        assert gate.actor_or_none() is None
        with pytest.raises(Forbidden):
            gate.actor()


@pytest.mark.parametrize("address", STRANGE_ADDRESSES)
def test_the_switch_of_languages_leads_to_nobody_else(city: City, address: str) -> None:
    visitor = Visitor(city)
    visitor.client.environ_base["HTTP_REFERER"] = f"http://localhost{address}"

    response = visitor.post("/language", {"language": "uk"})

    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("address", [None, *STRANGE_ADDRESSES])
def test_a_strange_address_is_replaced(address: str | None) -> None:
    assert own_path(address, "/home") == "/home"


@pytest.mark.parametrize("address", ["/", "/people/?q=a//b", "/people/3#absences", "/ludzie/ł"])
def test_a_path_on_this_site_is_kept(address: str) -> None:
    assert own_path(address, "/home") == address
