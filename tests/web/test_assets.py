"""Static files are kept for ever, because their address changes with their content."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.web.assets import STATIC_FOLDER, digest
from tests.architecture.source import TEMPLATES
from tests.conftest import application, settings_for

LITERAL_ASSET = re.compile(r"""asset\(["']([^"'~]+)["']\)""")
REFERENCE = re.compile(r"""(?:href|src)="(/static/[^"#]+)(?:#([^"]+))?""")
LINK_OF_STYLES = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
LINK_OF_MODULES = re.compile(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']""")

#: there is no SQL here
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def demo(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The demo, whose page of the look shows every piece."""
    with application(settings_for(database_url, tmp_path, KADRA_DEMO="1")) as app:
        yield app


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of two files."""
    home = tmp_path / "static"
    home.mkdir()
    (home / "base.css").write_text("a { color: red }")
    (home / "kadra.js").write_text("")
    return home


def address_of(app: Flask, path: str) -> str:
    """Where pages find the static file."""
    return str(app.jinja_env.from_string("{{ asset(path) }}").render(path=path))


def status_of(client: FlaskClient, url: str) -> int:
    """How the address is answered."""
    with client.get(url) as response:
        return response.status_code


@on_one_database
@pytest.mark.parametrize("path", ["kadra.css", "kadra.js", "icons.svg", "fonts/OFL.txt"])
def test_a_static_file_is_kept_for_ever(app: Flask, path: str) -> None:
    with app.test_client().get(address_of(app, path)) as response:
        assert response.status_code == 200
        assert {"public", "immutable"} <= set(response.headers["Cache-Control"].split(", "))
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in response.headers


@on_one_database
def test_an_address_of_older_content_is_gone_and_not_kept(app: Flask) -> None:
    response = app.test_client().get("/static/000000000000/kadra.js")

    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"


@on_one_database
def test_nothing_outside_the_folder_is_served(app: Flask) -> None:
    prefix = address_of(app, "")

    assert app.test_client().get(f"{prefix}../assets.py").status_code == 404
    assert app.test_client().get(f"{prefix}%2e%2e/assets.py").status_code == 404


def test_the_address_changes_with_the_content(folder: Path) -> None:
    before = digest(folder)

    (folder / "base.css").write_text("a { color: blue }")

    assert digest(folder) != before


def test_the_address_changes_with_a_name(folder: Path) -> None:
    before = digest(folder)

    (folder / "base.css").rename(folder / "tokens.css")

    assert digest(folder) != before


def test_the_address_does_not_change_with_the_time_of_a_copy(folder: Path) -> None:
    before = digest(folder)

    os.utime(folder / "base.css", (0, 0))

    assert digest(folder) == before


def test_every_asset_named_in_a_template_exists() -> None:
    made = {"kadra.css"}
    missing = [
        f"{template}: {path}"
        for template, text in TEMPLATES.items()
        for path in LITERAL_ASSET.findall(text)
        if path not in made and not (STATIC_FOLDER / path).is_file()
    ]
    assert missing == []


@on_one_database
def test_all_that_the_page_of_the_look_refers_to_is_there(demo: Flask) -> None:
    client = demo.test_client()
    response = client.get("/demo/style")
    page = response.text
    symbols = set(re.findall(r'id="([^"]+)"', (STATIC_FOLDER / "icons.svg").read_text()))

    references = set(REFERENCE.findall(page))
    statuses = {path: status_of(client, path) for path, _ in references}
    assert response.status_code == 200
    assert statuses == dict.fromkeys(statuses, 200)
    assert {symbol for _, symbol in references if symbol} <= symbols


@on_one_database
def test_all_that_the_stylesheet_refers_to_is_there(app: Flask) -> None:
    client = app.test_client()
    sheet = address_of(app, "kadra.css")
    links = set(LINK_OF_STYLES.findall(client.get(sheet).text))

    local = {link for link in links if not link.startswith("data:")}
    folder = sheet.removesuffix("kadra.css")
    statuses = {link: status_of(client, folder + link) for link in local}
    assert local
    assert statuses == dict.fromkeys(local, 200)


def test_all_that_a_module_imports_is_there() -> None:
    missing = [
        f"{path.name}: {link}"
        for path in STATIC_FOLDER.rglob("*.js")
        for link in LINK_OF_MODULES.findall(path.read_text())
        if not (path.parent / link).is_file()
    ]
    assert missing == []
