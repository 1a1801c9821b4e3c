"""`kadra coverage`: the figure of any unit under any rule, and who is behind it."""

import json
from datetime import date

from click.testing import CliRunner, Result

from app.cli.main import kadra
from app.core.db import transaction
from tests.support.city import City, add_completion, add_training


def said(city: City, *arguments: str) -> Result:
    return CliRunner().invoke(kadra, ["coverage", *arguments], obj=lambda _settings: city.app)


def test_a_school_under_a_rule_with_everybody_and_why(city: City) -> None:
    with city.app.app_context(), transaction():
        add_completion(city.persons["teresa"], add_training(), date(2026, 3, 1))
    asked = (str(city.units["a"]), "--as-of", "2026-06-30", "--rule", "W9-P", "--people")

    found = json.loads(said(city, *asked, "--json").stdout)

    assert found["rule"] == "W9-P.1"
    assert found["total"] == {"eligible": 2, "trained": 1, "excluded": 0, "met": False}
    assert [(one["last_name"], one["reason"]) for one in found["people"]] == [
        ("Łąka", "trained"),
        ("Żak", "no_training"),
    ]
    assert "50.0%  1 of 2" in said(city, *asked).stdout


def test_what_does_not_exist_is_refused_by_name(city: City) -> None:
    assert "no unit with the number 999" in said(city, "999").stderr
    assert "no rule W9-1999" in said(city, "--rule", "W9-1999").stderr
