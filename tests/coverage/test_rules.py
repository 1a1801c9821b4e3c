"""Rules of the indicator in versions: drafted in the editor, previewed, put in force, frozen."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.coverage.models.rules import RuleVersion
from app.coverage.queries.ground import ground
from tests.support.city import City
from tests.support.pages import Visitor
from tests.support.snapshots import D, publish_figure

Visit = Callable[[str | None], Visitor]

OFFICIAL_RULE, DRAFT = "/coverage/rules/W9-2026.1", "/coverage/rules/W9-2026.2"
#: what the official rule says, as its editor sends it
OFFICIAL: dict[str, Any] = {
    "title": "Nauczyciele szkół podstawowych (wskaźnik W9)",
    "scope_unit_kinds": ["primary_school"],
    "posts": "teaching",
    "population": "as_of_date",
    "min_fte": "0",
    "grace_days": "",
    "absence_min_days": "30",
    "measure": "headcount",
    "multi_school": "all",
    "asked": "category",
    "category": "information_security",
    "required_topics": ["KRI.a", "KRI.b"],
    "window_start": "2026-01-01",
    "validity_months": "",
    "external_allowed": "y",
    "target_percent": "80",
    "aggregation": "both",
    "reference_dates": ["2026-06-30", "2027-12-31", "", ""],
    "note": "Z uchwały",
}


@pytest.fixture
def drafted(visitor: Visit) -> Visit:
    """The official rule has a draft."""
    visitor("kazimierz").post(f"{OFFICIAL_RULE}/draft")
    return visitor


def seen_on(page: str) -> str:
    """The fingerprint of what the page shows."""
    found = re.search(r'name="seen"[^>]* value="(\w+)"', page)
    assert found is not None
    return found[1]


def save(visitor: Visit, **different: str | list[str]) -> str:
    """The page that answers a changed draft; empty where it was saved."""
    kazimierz = visitor("kazimierz")
    seen = seen_on(kazimierz.get(f"{DRAFT}/edit"))
    answer = kazimierz.send(f"{DRAFT}/edit", {**OFFICIAL, "seen": seen, **different})
    return "" if answer.status_code == 302 else answer.text


def put_in_force(visitor: Visit, **more: str) -> str:
    """What the next page says after the draft was put in force, or was not."""
    kazimierz = visitor("kazimierz")
    seen = seen_on(kazimierz.get(f"{DRAFT}/preview", budget=30))
    answer = kazimierz.post(f"{DRAFT}/put-in-force", {"seen": seen, **more})
    return kazimierz.get(answer.headers["Location"], budget=30)


def entries(city: City) -> list[tuple[str, bool]]:
    """What the log says of rules: action, and whether it corrects the past."""
    with city.app.app_context():
        asked = select(AuditEntry.action, AuditEntry.is_correction)
        found = db.session.execute(asked.where(AuditEntry.area == "coverage").order_by("id"))
        return [(action, is_correction) for action, is_correction in found]


def test_rules_stand_side_by_side_with_the_figure_of_today(visitor: Visit) -> None:
    page = visitor("hanna").get("/coverage/rules/", budget=20)

    codes = ["W9-2026.1", "W9-P.1", "W9-K.1", "W9-12.1", "KSC-8E.1"]
    assert sorted(codes, key=page.index) == codes
    assert page.count("rule=W9-K") == 1


def test_a_draft_is_changed_and_then_holds_for_every_day(drafted: Visit, city: City) -> None:
    assert save(drafted, target_percent="90", grace_days="14") == ""

    with city.app.app_context():
        assert ground().rule.code == "W9-2026.1"
    put_in_force(drafted)

    with city.app.app_context():
        rule = ground().rule
    assert (rule.code, rule.target_percent, rule.grace_days) == ("W9-2026.2", 90, 14)
    assert entries(city) == [
        ("coverage.rule_drafted", False),
        ("coverage.draft_edited", False),
        ("coverage.rule_put_in_force", True),
    ]


def test_a_version_in_force_is_frozen_in_the_database_itself(city: City) -> None:
    """Whatever a program or a person at the database's own prompt tries."""
    changed = update(RuleVersion).where(RuleVersion.number == 1).values(note="inaczej")
    with city.app.app_context(), pytest.raises(DBAPIError), transaction() as session:
        session.execute(changed)


@pytest.mark.parametrize("form", ["edit", "put-in-force", "discard"])
def test_a_version_in_force_takes_no_form(visitor: Visit, city: City, form: str) -> None:
    answer = visitor("kazimierz").send(f"{OFFICIAL_RULE}/{form}", OFFICIAL)

    assert answer.status_code in {302, 409}
    assert entries(city) == []


#: what makes no rule, and the field that says so
REFUSED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("a target of nothing", {"target_percent": "0"}, "target_percent"),
    ("a target of more than all", {"target_percent": "101"}, "target_percent"),
    ("no target", {"target_percent": ""}, "target_percent"),
    ("no unit", {"scope_unit_kinds": []}, "scope_unit_kinds"),
    ("a unit that there is not", {"scope_unit_kinds": ["moon"]}, "scope_unit_kinds"),
    ("named posts without posts", {"posts": "named"}, "post_ids"),
    ("a post that there is not", {"posts": "named", "post_ids": ["0"]}, "post_ids"),
    ("named trainings without trainings", {"asked": "named"}, "all_of"),
    ("more than full time", {"min_fte": "1"}, "min_fte"),
    ("a share in words", {"min_fte": "half"}, "min_fte"),
    ("everybody is absent", {"absence_min_days": "0"}, "absence_min_days"),
    ("valid for less than nothing", {"validity_months": "-1"}, "validity_months"),
    ("no day of report", {"reference_dates": ["", ""]}, "reference_dates"),
    ("a day in words", {"reference_dates": ["soon"]}, "reference_dates"),
    ("nothing counts before all reports", {"window_start": "2028-01-01"}, "window_start"),
    ("nobody says why", {"note": ""}, "note"),
)


def test_what_makes_no_rule_is_refused_beside_its_field(drafted: Visit) -> None:
    kazimierz = drafted("kazimierz")
    sent = {
        case: kazimierz.send(f"{DRAFT}/edit", {**OFFICIAL, **different}).text
        for case, different, _field in REFUSED
    }

    refused = {case: re.findall(r'id="(\w+)-error"', page) for case, page in sent.items()}
    assert refused == {case: [field] for case, _different, field in REFUSED}


def test_two_coordinators_do_not_overwrite_each_other_unknowingly(drafted: Visit) -> None:
    kazimierz = drafted("kazimierz")
    seen = seen_on(kazimierz.get(f"{DRAFT}/edit"))
    save(drafted, target_percent="85")

    overtaken = kazimierz.send(f"{DRAFT}/edit", {**OFFICIAL, "seen": seen, "target_percent": "95"})
    again = {**OFFICIAL, "seen": seen_on(overtaken.text), "target_percent": "95"}

    assert "85%" in overtaken.text
    assert kazimierz.send(f"{DRAFT}/edit", again).status_code == 302


def test_what_changed_since_the_preview_is_not_put_in_force(drafted: Visit, city: City) -> None:
    kazimierz = drafted("kazimierz")
    seen = seen_on(kazimierz.get(f"{DRAFT}/preview", budget=30))
    save(drafted, target_percent="85")

    kazimierz.post(f"{DRAFT}/put-in-force", {"seen": seen})

    assert ("coverage.rule_put_in_force", True) not in entries(city)


def test_a_rule_that_counts_nobody_needs_a_tick(drafted: Visit, city: City) -> None:
    save(drafted, scope_unit_kinds=["school_complex"])

    put_in_force(drafted)
    assert len(entries(city)) == 2
    put_in_force(drafted, may_count_nobody="y")

    assert entries(city)[-1] == ("coverage.rule_put_in_force", True)


def test_the_preview_names_who_would_stand_elsewhere(drafted: Visit) -> None:
    save(drafted, scope_unit_kinds=["primary_school", "shared_service_centre"], posts="all")

    page = drafted("kazimierz").get(f"{DRAFT}/preview", budget=30)

    moved = re.findall(r'<th scope="row"><a href="/coverage/people/\d+[^>]*>([^<]+)', page)
    table = drafted("kazimierz").get(f"{DRAFT}/preview/people.csv", budget=30)
    assert moved == ["Cień Tomasz", "Ćwik Kazimierz"]
    assert [line.split(";")[0] for line in table.splitlines()[1:]] == ["Cień", "Ćwik"]


def test_a_rule_begins_as_a_copy_under_a_code_of_its_own(visitor: Visit) -> None:
    kazimierz = visitor("kazimierz")
    new = {"source": "W9-K.1", "title": "Przedszkola 2027", "key": "W9-K-2027"}

    taken = kazimierz.send("/coverage/rules/new", {**new, "key": "w9-k"})
    kazimierz.post("/coverage/rules/new", new)

    assert 'id="key-error"' in taken.text
    assert "Przedszkola 2027" in kazimierz.get("/coverage/rules/W9-K-2027.1")
    visitor("teresa").get("/coverage/rules/W9-K-2027.1", status=404)


def test_a_name_is_corrected_until_a_figure_bears_it(drafted: Visit, city: City) -> None:
    kazimierz = drafted("kazimierz")
    save(drafted, title="Nauczyciele szkół")
    assert "Nauczyciele szkół<" in kazimierz.get("/coverage/units/1")  # at once, on every page
    assert entries(city)[-1] == ("coverage.draft_edited", False)

    with city.app.app_context():
        publish_figure(city.units["city"], D)
    assert 'name="title"' not in kazimierz.get(f"{DRAFT}/edit")
    save(drafted, title="Inaczej", target_percent="90")

    rule = kazimierz.get(DRAFT)
    assert "Nauczyciele szkół<" in rule
    assert "90%" in rule


def test_a_discarded_draft_takes_a_rule_that_had_nothing_else_with_it(
    visitor: Visit, city: City
) -> None:
    kazimierz = visitor("kazimierz")
    kazimierz.post("/coverage/rules/new", {"source": "W9-K.1", "title": "Błąd", "key": "X"})
    seen = seen_on(kazimierz.get("/coverage/rules/X.1"))

    kazimierz.post("/coverage/rules/X.1/discard", {"seen": seen})

    kazimierz.get("/coverage/rules/X.1", status=404)
    assert entries(city)[-1] == ("coverage.draft_discarded", False)
    assert "Błąd" not in kazimierz.get("/coverage/rules/", budget=20).split("flashes")[-1]
