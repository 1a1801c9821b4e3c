"""A served application and a real browser."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from app.cli.demo.plan import DOMAIN
from app.cli.demo.seed import PASSWORD, seed
from app.core.db import db
from app.core.permissions import command_line
from app.factory import create_app
from tests.conftest import settings_for
from tests.support.browser import open_browser
from tests.support.smtp import Mailbox, smtp_server

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
WIDTHS = {"phone": PHONE, "desktop": DESK}


@dataclass(frozen=True, slots=True)
class Site:
    """An application that is being served, and where."""

    app: Flask
    url: str


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with open_browser() as chromium:
        yield chromium


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Path:
    """The demo city in a SQLite file, to be copied."""
    folder = tmp_path_factory.mktemp("demo")
    path = folder / "kadra.sqlite3"
    shutil.copy(sqlite_template, path)
    app = create_app(settings_for("", folder, KADRA_DEMO="1"))
    with app.app_context():
        seed(command_line("kadra demo"))
        db.engine.dispose()
    return path


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """Where the mail of the site arrives."""
    with smtp_server() as box:
        yield box


@pytest.fixture
def site(demo_database: Path, tmp_path: Path, mailbox: Mailbox) -> Iterator[Site]:
    """The demo city, served on a free port that its links name."""
    shutil.copy(demo_database, tmp_path / "kadra.sqlite3")
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    more = {"KADRA_DEMO": "1", "KADRA_BASE_URL": url, "KADRA_MAIL_URL": mailbox.url}
    app = create_app(settings_for("", tmp_path, **more))
    server = make_server("127.0.0.1", int(url.rpartition(":")[2]), app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield Site(app, url)
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens a page of a browser of its own, in English unless told otherwise.

    Tests that name buttons read like their source then.
    """
    contexts: list[BrowserContext] = []

    def open_page(width: str = "desktop", language: str = "en", **options: object) -> Page:
        context = browser.new_context(
            base_url=site.url,
            viewport=WIDTHS[width],  # type: ignore[arg-type]
            **options,  # type: ignore[arg-type]
        )
        context.add_cookies([{"name": "language", "value": language, "url": site.url}])
        contexts.append(context)
        page = context.new_page()
        page.on("console", _refuse_errors)
        page.set_default_timeout(15_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page: Page, address: str) -> None:
    """The browser is signed in to the demo as this address."""
    page.goto("/sign-in")
    sign_in_here(page, address)


def sign_in_here(page: Page, address: str) -> None:
    """The page that asks for it is told who it is, and leads on."""
    page.locator("input[type=email]").fill(f"{address}@{DOMAIN}")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def _refuse_errors(message: object) -> None:
    text, kind = getattr(message, "text", ""), getattr(message, "type", "")
    expected = "Failed to load resource" in text  # answers 4xx that a test asks for
    assert kind != "error" or expected, text
