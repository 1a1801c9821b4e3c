"""Who may see and change accounts: administrators both, auditors see, nobody else either."""

from collections.abc import Callable

import pytest

from tests.support.city import PERSONAS, City
from tests.support.pages import Visitor

Visit = Callable[[str | None], Visitor]

SEES = {"adam", "olga"}
CHANGES = {"adam"}
#: a teacher sees nobody's account, so hers does not exist; Teresa's is in reach of these
OVERSEES = {"adam", "olga", "kazimierz", "hanna", "tomasz"}


@pytest.mark.parametrize(
    "url, allowed",
    [
        ("/accounts/", SEES),
        ("/accounts/table.csv", SEES),
        ("/accounts/table.xlsx", SEES),
        ("/accounts/invite", CHANGES),
    ],
)
def test_pages_about_all_accounts(city: City, url: str, allowed: set[str]) -> None:
    answers = {persona: city.client(persona).get(url).status_code for persona in PERSONAS}

    assert answers == {persona: 200 if persona in allowed else 403 for persona in PERSONAS}


@pytest.mark.parametrize(
    "url, allowed",
    [
        ("/accounts/{account}", SEES),
        ("/accounts/{account}/roles/new", CHANGES),
        ("/accounts/roles/1/end", CHANGES),
    ],
)
def test_pages_about_one_account(city: City, url: str, allowed: set[str]) -> None:
    """Teresa's: out of reach it does not exist, in reach it is forbidden."""
    address = url.format(account=city.accounts["teresa"])

    answers = {persona: city.client(persona).get(address).status_code for persona in PERSONAS}

    assert answers == {
        persona: 200 if persona in allowed else refused(persona) for persona in PERSONAS
    }


@pytest.mark.parametrize("action", ["link", "close", "reopen"])
def test_changes_of_one_account(city: City, visitor: Visit, action: str) -> None:
    address = f"/accounts/{city.accounts['teresa']}/{action}"

    for persona in PERSONAS:
        visitor(persona).post(address, status=302 if persona in CHANGES else refused(persona))


def test_everybody_has_an_own_account(visitor: Visit) -> None:
    for persona in PERSONAS:
        visitor(persona).get("/account")


@pytest.mark.parametrize("url", ["/accounts/", "/accounts/1", "/accounts/invite", "/account"])
def test_strangers_are_asked_to_sign_in(visitor: Visit, url: str) -> None:
    answer = visitor(None).client.get(url)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in?next=/account")


def test_an_auditor_sees_no_button_that_would_be_refused(city: City, visitor: Visit) -> None:
    olga = visitor("olga")

    pages = olga.get("/accounts/") + olga.get(f"/accounts/{city.accounts['teresa']}")

    assert "Invite" not in pages.replace("Invited", "")
    assert "Close the account" not in pages


@pytest.mark.parametrize(
    "url", ["/accounts/999", "/accounts/999/roles/new", "/accounts/roles/999/end"]
)
def test_what_does_not_exist_is_not_found(visitor: Visit, url: str) -> None:
    visitor("adam").get(url, status=404)


@pytest.mark.parametrize("url", ["/sign-in", "/forgotten-password", "/forgotten-password/sent"])
def test_the_door_is_open_to_everybody(visitor: Visit, url: str) -> None:
    visitor(None).get(url)


def test_a_form_without_our_token_is_refused(visitor: Visit) -> None:
    """Nobody else's page can sign people in or out."""
    answers = [
        visitor("teresa").client.post(url) for url in ("/sign-in", "/sign-out", "/account/language")
    ]

    assert [answer.status_code for answer in answers] == [400, 400, 400]


def refused(persona: str) -> int:
    """The status by which Teresa's account is refused to somebody."""
    return 403 if persona in OVERSEES else 404
