"""The trainer's page of one meeting: who is here, missing, doubtful or refused."""

import re
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from app.attendance.checkin import Refusal, Way
from app.attendance.models.ledger import CheckIn
from app.attendance.queries.counts import counts
from app.core import clock
from app.core.db import transaction
from tests.attendance.desk import Desk, set_desk
from tests.support.city import City, add_employment, add_person
from tests.support.pages import Visitor

on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def desk(city: City) -> Desk:
    city.language = "en"
    return set_desk(city)


@pytest.fixture
def tomasz(desk: Desk) -> Visitor:
    return Visitor(desk.city, "tomasz")


def text_of(page: str) -> str:
    """The words of a page, on one line."""
    body = re.sub(r"(?s)<head.*?</head>|<script.*?</script>|<[^>]+>", " ", page)
    return " ".join(body.split())


def test_an_empty_hall_says_who_is_awaited(desk: Desk, tomasz: Visitor) -> None:
    page = tomasz.get(f"/meetings/{desk.meeting_id}")
    assert "0 people are here 2 are expected, 2 of them are missing" in text_of(page)
    assert "Nobody is here yet" in page
    for address in ("/scanner/", "/projector", "/paper", "/sheet.pdf", "/close"):
        assert address in page


def test_whoever_is_here_stands_there_with_what_is_out_of_the_ordinary(
    desk: Desk, tomasz: Visitor
) -> None:
    desk.tell("teresa", 5)
    desk.tell("stefan", 1, way=Way.PAPER)
    words = text_of(tomasz.get(f"/meetings/{desk.meeting_id}"))
    assert "2 people are here 2 are expected, 1 of them is missing" in words
    assert "SP nr 1 1/2 SP nr 2 1" in words
    assert words.index("Nowak Stefan signed on paper") < words.index("Łąka Teresa badge")
    assert "guest" in words


def test_whoever_is_missing_is_checked_in_with_one_tap(desk: Desk, tomasz: Visitor) -> None:
    page = tomasz.get(f"/meetings/{desk.meeting_id}?show=missing")
    assert "Łąka Teresa" in text_of(page)
    chosen = {"person_id": str(desk.city.persons["teresa"]), "show": "missing"}
    answer = tomasz.post(f"/meetings/{desk.meeting_id}/check-in", chosen)
    assert answer.headers["Location"] == f"/meetings/{desk.meeting_id}?show=missing"
    with desk.rows(CheckIn) as [row]:
        assert (row.way, row.confirmed_by) == (Way.NAME, "Tomasz")
    shown = text_of(tomasz.get(answer.headers["Location"]))
    assert "Teresa Łąka: In at" in shown


def test_whoever_cannot_come_in_is_told_why(city: City) -> None:
    city.language = "en"
    desk = set_desk(city, walk_ins=False)
    tomasz = Visitor(city, "tomasz")
    tomasz.post(f"/meetings/{desk.meeting_id}/check-in", {"person_id": str(city.persons["stefan"])})
    page = text_of(tomasz.get(f"/meetings/{desk.meeting_id}?show=refused"))
    assert "Stefan Nowak: Not on the list of this session" in page
    assert desk.reasons() == [Refusal.NOT_INVITED]


def test_what_is_doubtful_is_told_in_a_sentence(desk: Desk, tomasz: Visitor) -> None:
    desk.tell("teresa", 30, is_offline=True)
    desk.tell("hanna", review=Refusal.WRONG_CLOCK)
    desk.tell("stefan", way=Way.ROOM_CODE, device="d")
    desk.tell("kazimierz", way=Way.ROOM_CODE, device="d")
    words = text_of(tomasz.get(f"/meetings/{desk.meeting_id}?show=doubtful"))
    assert "Scanned before check-in opened at" in words
    assert "The clock of the phone was changed" in words
    assert "The same phone had checked in somebody else before." in words
    assert "To look at 3" in words


def test_refused_scans_are_told_in_sentences(desk: Desk, tomasz: Visitor) -> None:
    desk.tell("teresa", 30)
    desk.tell(4711)
    words = text_of(tomasz.get(f"/meetings/{desk.meeting_id}?show=refused"))
    opens = clock.local(desk.door().terms.opens_at)
    assert f"Teresa Łąka Too early: check-in opens at {opens:%H:%M}." in words
    assert "not known This is no badge of Kadra." in words


@pytest.mark.parametrize("words", ["łąk", "LAK", "ter ła", "a te"])
def test_three_letters_of_a_name_find_a_person(desk: Desk, tomasz: Visitor, words: str) -> None:
    page = text_of(tomasz.get(f"/meetings/{desk.meeting_id}/find?q={words}"))
    assert "Teresa Łąka SP nr 1 Check in" in page


@on_one_database
def test_two_letters_find_nobody_and_neither_does_a_name_nobody_has(
    desk: Desk, tomasz: Visitor
) -> None:
    address = f"/meetings/{desk.meeting_id}/find"
    assert "Type at least three letters" in tomasz.get(f"{address}?q=%25l")
    assert "Nobody is called so" in tomasz.get(f"{address}?q=xyz")
    assert "Check in by name" in tomasz.get(address)


@on_one_database
def test_who_works_elsewhere_is_not_found(desk: Desk, tomasz: Visitor) -> None:
    with desk.city.app.app_context(), transaction():
        add_person("Teresa", "Obca", "obca@inne.example")
    found = tomasz.client.get(
        f"/meetings/{desk.meeting_id}/find?q=ter", headers={"Accept": "application/json"}
    ).json
    assert found == {
        "people": [
            {
                "id": desk.city.persons["teresa"],
                "name": "Teresa Łąka",
                "school": "SP nr 1",
                "is_expected": True,
                "is_here": False,
            }
        ]
    }


@on_one_database
def test_nobody_is_checked_in_whom_the_meeting_cannot_know(desk: Desk, tomasz: Visitor) -> None:
    address = f"/meetings/{desk.meeting_id}/check-in"
    tomasz.post(address, {"person_id": "4711"}, status=404)
    for number in ("0", "-1", "x", "", str(2**31)):
        tomasz.post(address, {"person_id": number})
        assert "Choose somebody from the list." in tomasz.get(f"/meetings/{desk.meeting_id}")
    assert desk.count(CheckIn) == 0


def test_a_head_sees_the_own_school_only_and_no_refused_scans(desk: Desk) -> None:
    desk.tell("teresa")
    desk.tell("stefan")
    desk.tell("kazimierz", 30)
    hanna = Visitor(desk.city, "hanna")
    for part in ("here", "missing", "doubtful", "refused"):
        page = hanna.get(f"/meetings/{desk.meeting_id}?show={part}")
        assert "Nowak" not in text_of(page).replace("Stefan", "")
        assert "Kazimierz" not in page
        assert "/scanner/" not in page
    assert "1 person is here 2 are expected, 1 of them is missing" in text_of(
        hanna.get(f"/meetings/{desk.meeting_id}")
    )
    hanna.get(f"/meetings/{desk.meeting_id}/people/{desk.city.persons['teresa']}", status=404)
    Visitor(desk.city, "stefan").get(f"/meetings/{desk.meeting_id}", status=404)


def test_the_table_can_be_taken_away(desk: Desk, tomasz: Visitor) -> None:
    desk.tell("teresa", 5)
    table = tomasz.get(f"/meetings/{desk.meeting_id}/presence.csv")
    assert "Łąka;Teresa;SP nr 1;yes;yes;" in table
    assert "Żak;Hanna;SP nr 1;yes;no;" in table
    answer = tomasz.client.get(f"/meetings/{desk.meeting_id}/presence.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Surname", "Łąka", "Żak"]


def test_the_page_asks_what_changed_and_mostly_nothing_has(desk: Desk, tomasz: Visitor) -> None:
    desk.tell("teresa")
    page = tomasz.get(f"/meetings/{desk.meeting_id}")
    [cursor] = re.findall(r'data-cursor="([^"]+)"', page)
    address = f"/meetings/{desk.meeting_id}/news?show=here&cursor="
    assert tomasz.client.get(address + cursor).status_code == 204
    desk.tell("hanna")
    news = tomasz.client.get(address + cursor).json
    assert news is not None
    assert "2 people are here" in text_of(news["parts"]["counts"][1])
    assert "Żak Hanna" in text_of(news["parts"]["here"][1])
    assert tomasz.client.get(address + news["cursor"]).status_code == 204


@on_one_database
def test_what_has_buttons_does_not_move_under_a_finger(desk: Desk, tomasz: Visitor) -> None:
    news = tomasz.client.get(f"/meetings/{desk.meeting_id}/news?show=missing&cursor=old").json
    assert news is not None
    assert news["parts"].keys() == {"counts"}


def test_long_lists_are_paged_and_cost_no_more_queries(desk: Desk, tomasz: Visitor) -> None:
    with desk.city.app.app_context(), transaction():
        for number in range(60):
            person = add_person("Jan", f"Nowy {number:02}", f"n{number}@szkoly.example")
            add_employment(person.id, desk.city.units["a"], "nauczyciel")
    page = tomasz.get(f"/meetings/{desk.meeting_id}?show=missing")
    assert page.count(">Check in<") == 50
    last = tomasz.get(f"/meetings/{desk.meeting_id}?show=missing&page=2")
    assert last.count(">Check in<") == 12


def test_the_number_of_expected_people_follows_the_staff_list(desk: Desk) -> None:
    with desk.city.app.app_context():
        first = counts(desk.door())
    Visitor(desk.city, "kazimierz").post(
        "/people/new",
        {
            "first_name": "Ewa",
            "last_name": "Nowa",
            "email": "ewa@szkoly.example",
            "unit_id": str(desk.city.units["a"]),
            "post_id": "1",
            "fte": "1",
            "started_on": "2026-01-01",
            "reason": "x",
        },
    )
    with desk.city.app.app_context():
        now = counts(desk.door())
    assert (first.expected, now.expected) == (2, 3)
