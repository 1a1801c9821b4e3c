"""The menu offers what the actor may open, and nothing else."""

import re
from pathlib import Path

import pytest

from tests.conftest import application, settings_for
from tests.support.city import City
from tests.support.pages import Visitor

#: queries of an overseer's landing page before anything is remembered
COLD = 12
MENU = re.compile(r'<nav class="top-nav".*?</nav>', re.DOTALL)
DOCK = re.compile(r'<nav class="dock".*?</nav>', re.DOTALL)
LINK = re.compile(r'<a href="([^"]+)"')
CURRENT = re.compile(r'href="([^"]+)" aria-current="page"')


def links(pattern: re.Pattern[str], html: str) -> list[str]:
    """Where the entries lead, in their order."""
    found = pattern.search(html)
    return LINK.findall(found.group()) if found else []


@pytest.mark.parametrize(
    "persona, entries",
    [
        pytest.param(
            "teresa", "/ /courses/ /my-code /people/{teresa}/certificates /account", id="a learner"
        ),
        pytest.param("tomasz", "/trainings/ /sessions/ /courses/", id="a trainer"),
        pytest.param(
            "hanna",
            "/coverage/ /trainings/ /sessions/ /courses/ /reminders/ /people/ /units/",
            id="a school head",
        ),
        pytest.param(
            "kazimierz",
            "/coverage/ /trainings/ /sessions/ /courses/ /reminders/ /people/ /units/ /log",
            id="the coordinator",
        ),
        pytest.param(
            "olga",
            "/coverage/ /trainings/ /sessions/ /courses/ /reminders/ /people/ /units/"
            " /accounts/ /log",
            id="an auditor",
        ),
        pytest.param(
            "adam",
            "/courses/ /units/ /accounts/ /log /jobs /interface/tokens",
            id="the administrator",
        ),
    ],
)
def test_the_menu_offers_what_the_role_may_open(city: City, persona: str, entries: str) -> None:
    visitor = Visitor(city, persona)

    offered = links(MENU, visitor.get("/", budget=COLD))

    assert offered == entries.format(**city.persons).split()
    statuses = {url: visitor.client.get(url).status_code for url in offered}
    assert set(statuses.values()) <= {200, 302}, statuses


def test_a_learner_has_five_words_at_the_thumb(city: City) -> None:
    visitor = Visitor(city, "teresa")

    offered = links(DOCK, visitor.get("/", budget=COLD))

    certificates = f"/people/{city.persons['teresa']}/certificates"
    assert offered == ["/", "/courses/", "/my-code", certificates, "/account"]
    assert {visitor.client.get(url).status_code for url in offered} == {200}


def test_whoever_has_a_menu_has_no_dock(city: City) -> None:
    assert links(DOCK, Visitor(city, "hanna").get("/", budget=COLD)) == []


def test_nobody_is_offered_anything_before_sign_in(city: City) -> None:
    page = Visitor(city).get("/sign-in")

    assert links(MENU, page) == links(DOCK, page) == []


@pytest.mark.parametrize(
    "url, section",
    [
        ("/people/", "/people/"),
        ("/people/{person}", "/people/"),
        ("/people/{person}/edit", "/people/"),
        ("/units/{unit}", "/units/"),
        ("/posts/", "/units/"),
        ("/people/{person}/completions", "/trainings/"),
        ("/completions/", "/trainings/"),
        ("/people/{person}/certificates", "/trainings/"),
        ("/courses/", "/courses/"),
        ("/coverage/units/{unit}", "/coverage/"),
        ("/log", "/log"),
        ("/account", None),
        ("/", None),
    ],
)
def test_the_section_of_the_page_is_marked(city: City, url: str, section: str | None) -> None:
    here = url.format(person=city.persons["teresa"], unit=city.units["a"])

    menu = MENU.search(Visitor(city, "kazimierz").get(here, budget=COLD))

    assert menu
    assert CURRENT.findall(menu.group()) == ([section] if section else [])


@pytest.mark.parametrize(
    "url, word",
    [
        ("/", "/"),
        ("/courses/", "/courses/"),
        ("/people/{person}/certificates", "/people/{person}/certificates"),
        ("/people/{person}/completions", "/people/{person}/certificates"),
        ("/account", "/account"),
        ("/my-code", "/my-code"),
        ("/people/{person}/badge/replace", "/my-code"),
    ],
)
def test_the_word_of_the_page_is_marked_at_the_thumb(city: City, url: str, word: str) -> None:
    person = city.persons["teresa"]

    dock = DOCK.search(Visitor(city, "teresa").get(url.format(person=person)))

    assert dock
    assert CURRENT.findall(dock.group()) == [word.format(person=person)]


@pytest.mark.parametrize("demo, shown", [("1", True), ("0", False)])
def test_pages_of_the_demo_are_linked_in_the_demo_only(
    database_url: str, tmp_path: Path, demo: str, shown: bool
) -> None:
    with application(settings_for(database_url, tmp_path, KADRA_DEMO=demo)) as app:
        page = app.test_client().get("/sign-in").text
        style = app.test_client().get("/demo/style")

    assert ('href="/demo/mail"' in page) is shown
    assert style.status_code == (200 if shown else 404)
