"""A served application and a real browser."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from app.core.actors import command_line
from app.core.db import db
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


@contextmanager
def served(demo_database: Path, folder: Path, mail_url: str = "file") -> Iterator[Site]:
    """A copy of the demo city in the folder, served on a free port that its links name."""
    shutil.copy(demo_database, folder / "kadra.sqlite3")
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    more = {"KADRA_DEMO": "1", "KADRA_BASE_URL": url, "KADRA_MAIL_URL": mail_url}
    app = create_app(settings_for("", folder, **more))
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
def site(demo_database: Path, tmp_path: Path, mailbox: Mailbox) -> Iterator[Site]:
    """The demo city, whose mail arrives in the mailbox."""
    with served(demo_database, tmp_path, mailbox.url) as site:
        yield site


@contextmanager
def browsing(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
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


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """See `browsing`; on a city of the test's own."""
    with browsing(browser, site) as open_page:
        yield open_page


@pytest.fixture(scope="session")
def looking(
    browser: Browser, demo_database: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str | None], Page]]:
    """The page of a persona who is signed in already, on a city that nobody changes, in Polish.

    For tests that only look: a city and a sign-in for each would take most of their time.
    """
    pages: dict[str | None, Page] = {}
    with (
        served(demo_database, tmp_path_factory.mktemp("looking")) as site,
        browsing(browser, site) as open_page,
    ):

        def page_of(persona: str | None) -> Page:
            if persona not in pages:
                pages[persona] = open_page(language="pl", reduced_motion="reduce")
                if persona:
                    sign_in(pages[persona], persona)
            return pages[persona]

        yield page_of


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
