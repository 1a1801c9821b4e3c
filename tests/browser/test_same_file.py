"""Is it the same file? The browser compares, and nothing leaves the device."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from app.core.db import db
from certificates.models import Certificate, CertificateFile
from tests.browser.conftest import Site
from tests.support.browser import check_with_axe

SAME, OTHER = "This is the file that was issued", "This is another file."


@pytest.fixture
def certificate(site: Site, tmp_path: Path) -> tuple[str, Path]:
    """The code of a certificate of the demo, and its file."""
    with site.app.app_context():
        found = db.session.scalars(select(Certificate).order_by(Certificate.id).limit(1)).one()
        path = tmp_path / "zaswiadczenie.pdf"
        path.write_bytes(db.session.get_one(CertificateFile, found.id).content)
        return found.code, path


def test_the_issued_file_is_recognised(
    open_page: Callable[..., Page], certificate: tuple[str, Path]
) -> None:
    code, file = certificate
    page = open_page("phone")
    page.goto(f"/v/{code}")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))

    page.set_input_files("input[type=file]", file)

    assert SAME in page.get_by_text("This is").inner_text()
    assert "".join(sent) == ""
    check_with_axe(page)


def test_a_file_with_one_other_byte_is_not(
    open_page: Callable[..., Page], certificate: tuple[str, Path]
) -> None:
    code, file = certificate
    content = bytearray(file.read_bytes())
    content[1000] ^= 1
    file.write_bytes(content)
    page = open_page()
    page.goto(f"/v/{code}")

    page.set_input_files("input[type=file]", file)

    assert OTHER in page.get_by_text("This is").inner_text()


def test_a_huge_file_is_answered_at_once_and_never_read(
    open_page: Callable[..., Page], certificate: tuple[str, Path], tmp_path: Path
) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    page = open_page()
    page.goto(f"/v/{certificate[0]}")
    page.evaluate("() => { Blob.prototype.arrayBuffer = () => { throw new Error('read'); }; }")

    page.set_input_files("input[type=file]", huge)

    assert OTHER in page.get_by_text("This is").inner_text()


def test_a_file_may_be_dropped_anywhere(
    open_page: Callable[..., Page], certificate: tuple[str, Path]
) -> None:
    code, file = certificate
    page = open_page()
    page.goto(f"/v/{code}")

    page.evaluate(
        """bytes => {
          const carried = new DataTransfer();
          carried.items.add(new File([new Uint8Array(bytes)], "plik.pdf"));
          document.body.dispatchEvent(
            new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
        }""",
        list(file.read_bytes()),
    )

    assert SAME in page.get_by_text("This is").inner_text()


def test_without_a_secure_page_the_hash_is_compared_by_hand(
    open_page: Callable[..., Page], certificate: tuple[str, Path]
) -> None:
    page = open_page()
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})")
    page.goto(f"/v/{certificate[0]}")

    assert page.get_by_text("only on pages that open with https").is_visible()
    assert page.locator(".same-file-hash").is_visible()
    assert not page.get_by_text("Choose the file").is_visible()


def test_without_scripts_the_hash_is_compared_by_hand(
    open_page: Callable[..., Page], certificate: tuple[str, Path]
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"/v/{certificate[0]}")

    assert page.locator(".same-file-hash").is_visible()
    assert not page.get_by_text("Choose the file").is_visible()
