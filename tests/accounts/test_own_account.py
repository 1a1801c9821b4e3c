"""People see where they are signed in, end it, change their password, and choose a language."""

from collections.abc import Callable

import pytest

from tests.accounts.conftest import Give
from tests.accounts.keys import (
    ANOTHER,
    PASSWORD,
    WRONG,
    account_in,
    actions_on,
    is_signed_in,
    type_password,
)
from tests.support.city import City
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"


def test_the_page_shows_roles_and_browsers(visitor: Visit, given_password: Give) -> None:
    at_school = visitor(None)
    at_school.client.environ_base["HTTP_USER_AGENT"] = FIREFOX
    type_password(at_school, given_password("teresa"), PASSWORD)

    page = visitor("teresa").get("/account")

    assert "Szkoła Podstawowa nr 1" in page
    assert "Firefox, Windows" in page
    assert "this one" in page


def test_one_browser_can_be_signed_out_from_afar(city: City, visitor: Visit) -> None:
    here, there = visitor("teresa"), visitor("teresa")

    here.post("/account/sign-ins/2/end")

    assert is_signed_in(here.client)
    assert not is_signed_in(there.client)
    assert actions_on(city, "teresa") == ["accounts.sign_in_ended"]


def test_nobody_signs_out_the_browsers_of_others(visitor: Visit) -> None:
    teresa, stefan = visitor("teresa"), visitor("stefan")

    stefan.post("/account/sign-ins/1/end", status=404)

    assert is_signed_in(teresa.client)


def test_a_browser_is_signed_out_only_once(visitor: Visit) -> None:
    here, _there = visitor("teresa"), visitor("teresa")
    here.post("/account/sign-ins/2/end")

    here.post("/account/sign-ins/2/end", status=404)


def test_everywhere_means_here_too(city: City, visitor: Visit) -> None:
    here, there, other = visitor("teresa"), visitor("teresa"), visitor("stefan")

    assert here.post("/account/sign-ins/end").headers["Location"] == "/sign-in"

    assert [is_signed_in(one.client) for one in (here, there, other)] == [False, False, True]
    assert actions_on(city, "teresa") == ["accounts.sign_ins_ended"]


def test_a_changed_password_signs_out_the_others(
    city: City, visitor: Visit, given_password: Give
) -> None:
    address = given_password("teresa")
    here, there = visitor("teresa"), visitor("teresa")

    here.post("/account/password", {"current": PASSWORD, "password": ANOTHER})

    assert is_signed_in(here.client)
    assert not is_signed_in(there.client)
    type_password(visitor(None), address, PASSWORD, status=422)
    type_password(visitor(None), address, ANOTHER)
    assert actions_on(city, "teresa") == ["accounts.password_changed"]


def test_the_current_password_must_be_right(
    city: City, visitor: Visit, given_password: Give
) -> None:
    given_password("teresa")
    before = account_in(city, "teresa").password_hash

    typed = {"current": WRONG, "password": ANOTHER}
    page = visitor("teresa").post("/account/password", typed, status=422).text

    assert "This is not your current password." in page
    assert account_in(city, "teresa").password_hash == before


def test_guessing_the_current_password_is_as_slow_as_signing_in(
    visitor: Visit, given_password: Give
) -> None:
    address = given_password("teresa")
    teresa = visitor("teresa")
    for _ in range(5):
        teresa.post("/account/password", {"current": WRONG, "password": ANOTHER}, status=422)

    teresa.post("/account/password", {"current": PASSWORD, "password": ANOTHER}, status=429)
    visitor(None).post("/sign-in", {"email": address, "password": PASSWORD}, status=429)


def test_a_weak_new_password_is_refused_before_anything_is_counted(
    visitor: Visit, given_password: Give
) -> None:
    given_password("teresa")
    teresa = visitor("teresa")
    for _ in range(7):
        typed = {"current": PASSWORD, "password": "krótkie"}
        page = teresa.post("/account/password", typed, status=422).text

    assert "This is too short." in page


@pytest.mark.parametrize("language, kept", [("uk", "uk"), ("en", "en"), ("xx", "pl"), ("", "pl")])
def test_the_language_is_saved_with_the_account(
    city: City, visitor: Visit, language: str, kept: str
) -> None:
    visitor("teresa").post("/account/language", {"language": language})

    assert account_in(city, "teresa").language == kept


def test_the_saved_language_wins_over_an_earlier_choice_of_the_browser(visitor: Visit) -> None:
    teresa = visitor("teresa")
    teresa.post("/language", {"language": "en"})

    teresa.post("/account/language", {"language": "uk"})

    assert '<html lang="uk">' in teresa.get("/account")


def test_somebody_without_a_role_is_told_whom_to_ask(city: City, visitor: Visit) -> None:
    from app.accounts.models import RoleGrant  # noqa: PLC0415
    from app.core.db import db, transaction  # noqa: PLC0415

    with city.app.app_context(), transaction():
        for grant in db.session.query(RoleGrant).filter_by(account_id=city.accounts["teresa"]):
            db.session.delete(grant)

    assert "You have no role today." in visitor("teresa").get("/account")
