"""The interface says what the pages say."""

from collections.abc import Callable

import pytest

from tests.api.conftest import Programs
from tests.support.city import City

pytestmark = pytest.mark.usefixtures("trained")


@pytest.fixture
def ask(city: City, program: Programs) -> Callable[[str], object]:
    """What a program with all rights in the city is answered."""
    reader = program("city", sees_people=True)
    return lambda path: reader.read(path.format(**city.units))


def test_the_figure_of_a_city_and_of_its_units(city: City, program: Programs) -> None:
    said = program().read(f"/units/{city.units['city']}/coverage?as_of=2026-06-30")

    assert (said["rule"], said["as_of"]) == ("W9-2026.1", "2026-06-30")
    assert said["total"] == {
        "eligible": 3,
        "trained": 1,
        "excluded": 0,
        "target_percent": 80,
        "is_fte": False,
        "tenths": 333,
        "is_met": False,
        "missing": 2,
    }
    by_unit = {one["unit"]["id"]: one["figure"]["eligible"] for one in said["units"]}
    assert by_unit == {city.units["a"]: 2, city.units["b"]: 1}  # the rule counts schools
    assert sum(one["people"] for one in said["reasons"]) == 3


def test_another_rule_can_be_named_and_every_rule_explains_itself(
    city: City, program: Programs
) -> None:
    reader = program()

    rules = reader.read("/rules")["items"]
    by_key = {one["key"]: one for one in rules}
    said = reader.read(f"/units/{city.units['city']}/coverage?rule=W9-P")

    assert [one["key"] for one in rules if one["is_official"]] == ["W9-2026"]
    assert said["rule"] == by_key["W9-P"]["code"]
    assert reader.read("/rules/W9-P") == by_key["W9-P"]
    assert all(one["sentence"] for one in rules)


def test_how_a_figure_went(city: City, program: Programs) -> None:
    path = f"/units/{city.units['a']}/trend?first=2026-02-01&last=2026-06-30"

    days = program("a").read(path)["days"]

    assert [(one["day"], one["figure"]["trained"]) for one in days] == [
        ("2026-02-01", 0),
        ("2026-03-01", 1),
        ("2026-06-30", 1),
    ]


def test_people_with_the_reason_of_each(city: City, program: Programs) -> None:
    reader = program("a", sees_people=True)
    path = f"/units/{city.units['a']}/people?as_of=2026-06-30"

    said = reader.read(path)
    trained = reader.read(f"{path}&standing=trained")

    assert [one["last_name"] for one in said["items"]] == ["Łąka", "Żak"]
    assert [one["standing"] for one in said["items"]] == ["trained", "not_trained"]
    assert all(one["sentence"] for one in said["items"])
    assert trained["page"]["total"] == 1


@pytest.mark.parametrize("sees_people", [True, False])
def test_two_days_beside_each_other(city: City, program: Programs, *, sees_people: bool) -> None:
    path = f"/units/{city.units['a']}/comparison?before=2026-02-01&after=2026-06-30"

    said = program("a", sees_people=sees_people).read(path)

    assert [said[when]["figure"]["trained"] for when in ("before", "after")] == [0, 1]
    assert said["changes"] == [{"change": "trained", "people": 1}]
    named = None if said["people"] is None else [one["last_name"] for one in said["people"]]
    assert named == (["Łąka"] if sees_people else None)


@pytest.mark.parametrize(
    "query, status",
    [
        ("as_of=30.06.2026", 400),
        ("as_of=2026-02-30", 400),
        ("asof=2026-06-30", 400),
        ("rule=%00", 400),
        ("rule=W9-X", 404),
        ("as_of=0001-01-01", 404),
        ("as_of=9999-12-31", 404),
    ],
)
def test_a_question_that_makes_no_sense_is_answered_with_a_sentence(
    city: City, program: Programs, query: str, status: int
) -> None:
    response = program().ask(f"/units/{city.units['city']}/coverage?{query}")

    assert response.status_code == status
    assert response.get_json()["detail"]


@pytest.mark.parametrize("page, status", [("0", 400), ("x", 400), ("2", 404), ("1000001", 400)])
def test_a_page_that_is_not_there_is_no_empty_list(
    program: Programs, page: str, status: int
) -> None:
    assert program().ask(f"/units?page={page}").status_code == status


def test_days_in_the_wrong_order_are_refused(city: City, program: Programs) -> None:
    path = f"/units/{city.units['city']}/trend?first=2026-06-30&last=2026-02-01"

    assert program().ask(path).status_code == 409


def test_the_same_answer_is_not_sent_twice(city: City, program: Programs) -> None:
    reader = program()
    path = f"/units/{city.units['city']}/coverage?as_of=2026-06-30"

    first = reader.ask(path)
    again = reader.ask(path, **{"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in first.headers
