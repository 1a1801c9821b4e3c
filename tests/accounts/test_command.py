"""`kadra accounts invite`: the first administrator has nobody to be invited by."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.accounts.models import Account, RoleGrant
from app.cli.main import kadra
from app.core.db import db
from app.core.settings import Settings
from app.factory import create_app
from tests.accounts.keys import ANOTHER, is_signed_in, rows
from tests.support.city import City
from tests.support.pages import Visitor

Run = Callable[..., Result]


@pytest.fixture
def run(
    app: Flask, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Run]:
    """`kadra accounts invite` with these arguments, on the small city."""
    monkeypatch.setenv("KADRA_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("KADRA_DATABASE_URL", database_url)
    monkeypatch.setenv("KADRA_BASE_URL", "http://localhost")

    created = [app]

    def create(settings: Settings) -> Flask:
        created.append(create_app(settings))
        return created[-1]

    def invite(*arguments: str) -> Result:
        return CliRunner().invoke(kadra, ["accounts", "invite", *arguments], obj=create)

    yield invite
    for one in created:
        with one.app_context():
            db.engine.dispose()


def test_the_root_is_meant_when_no_unit_is_named(city: City, run: Run) -> None:
    done = run("Ewa@Szkoly.example", "--role", "admin", "--name", "Ewa Żak")

    assert done.exit_code == 0, done.output
    assert "Ewa Żak is admin at Organ prowadzący." in done.output
    assert _roles(city, "ewa@szkoly.example") == [("admin", city.units["city"])]


def test_the_link_that_is_printed_opens_the_account(city: City, run: Run) -> None:
    done = run("ewa@szkoly.example", "--role", "admin", "--name", "Ewa Żak")
    path = done.output.strip().rpartition("http://localhost")[2]
    somebody = Visitor(city)

    somebody.post(path, {"password": ANOTHER})

    assert is_signed_in(somebody.client)
    assert len(list((city.app.extensions["settings"].mail_dir).glob("*.eml"))) == 1


def test_a_unit_is_named_by_its_number_in_the_register(city: City, run: Run) -> None:
    done = run("ewa@szkoly.example", "--role", "school_head", "--unit", "101", "--name", "Ewa Żak")

    assert done.exit_code == 0, done.output
    assert _roles(city, "ewa@szkoly.example") == [("school_head", city.units["a"])]


def test_somebody_of_the_staff_list_needs_no_name(city: City, run: Run) -> None:
    done = run("HANNA@szkoly.example", "--role", "trainer")

    assert done.exit_code == 0, done.output
    assert ("trainer", city.units["city"]) in _roles(city, "hanna@szkoly.example")


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (("ewa@szkoly.example", "--role", "admin"), "Nobody in the staff list has this address."),
        (("nonsense", "--role", "admin", "--name", "E"), "is not an e-mail address."),
        (("a@b.pl", "--role", "admin", "--unit", "7"), "No unit has the RSPO number 7."),
    ],
)
def test_a_refusal_is_one_clear_sentence(
    app: Flask, run: Run, arguments: tuple[str, ...], sentence: str
) -> None:
    before = len(rows(app, Account))

    done = run(*arguments)

    assert done.exit_code == 1
    assert sentence in done.output
    assert len(rows(app, Account)) == before


@pytest.mark.parametrize(
    "arguments", [(), ("a@b.pl",), ("a@b.pl", "--role", "emperor"), ("a@b.pl", "--unit", "x")]
)
def test_wrong_usage_is_told_apart_from_a_refusal(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_mail_server_that_is_gone_is_reported(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KADRA_MAIL_URL", "smtp://127.0.0.1:1")

    done = run("ewa@szkoly.example", "--role", "admin", "--name", "Ewa Żak")

    assert done.exit_code == 1
    assert "did not take the invitation" in done.output
    assert "/link/" not in done.output


def _roles(city: City, address: str) -> list[tuple[str, int]]:
    (account,) = [one for one in rows(city.app, Account) if one.email == address]
    grants = [one for one in rows(city.app, RoleGrant) if one.account_id == account.id]
    return [(grant.role.value, grant.unit_id) for grant in grants]
