"""The coordinator answers the council: a figure is explained, acted on, published, and proven."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.core import clock
from app.core.actors import command_line
from app.core.db import db, transaction
from app.people.facts import fingerprint, of_employment
from app.people.models import Employment, Person
from app.people.services.employments import end_employment
from app.reminders.delivery import deliver
from app.reminders.workdays import day_of_sending
from tests.browser.conftest import Site, sign_in
from tests.support.browser import check_with_axe, screenshot
from tests.support.smtp import Mailbox

Opening = Callable[..., Page]


@pytest.fixture
def office(open_page: Opening) -> Page:
    page = open_page()
    sign_in(page, "koordynator")
    return page


def test_who_is_not_trained_is_reminded_once_unless_left_out(
    office: Page, site: Site, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.goto("/coverage/units/1")
    office.get_by_role("link", name="SP nr 4", exact=True).click()
    office.get_by_role("link", name=re.compile(r"^Remind \d+ people")).click()
    office.locator("tbody th a").first.click()
    address = re.findall(r"[\w.-]+@[\w.-]+\w", office.locator("main").inner_text())[0]
    check_with_axe(office)
    screenshot(office, "reminder-mail-desktop-light")
    office.go_back()
    ticks = office.get_by_role("checkbox", name=re.compile("^Mail to "))
    ticks.last.uncheck()
    count = office.locator("input[name=person]:checked").count()
    expect(office.get_by_text(f"{count + 1} mails to people who are not trained")).to_be_visible()
    office.get_by_role("button", name="Remind those who are ticked").click()
    expect(office.get_by_text(re.compile(rf"\b{count}\b")).first).to_be_visible()

    send_on_a_working_day(site, monkeypatch)

    assert len(mailbox.messages) == count
    assert len({str(one["To"]) for one in mailbox.messages}) == count
    assert len(mailbox.to(address)) == 1
    send_on_a_working_day(site, monkeypatch)
    assert len(mailbox.messages) == count


def test_a_published_figure_stays_though_people_move(
    office: Page, open_page: Opening, site: Site, tmp_path: Path
) -> None:
    today = clock.today().isoformat()
    head = open_page("phone")
    sign_in(head, "dyrektor")
    head.goto(f"/staff/?as_of={today}")
    head.get_by_role("link", name="SP nr 4", exact=True).click()
    head.get_by_role("button", name="Confirm this list").click()
    expect(head.get_by_role("button", name="Confirm this list")).to_be_hidden()
    check_with_axe(head)
    screenshot(head, "staff-confirmed-phone-light")

    office.goto("/coverage/units/1")
    figure = office.locator(".figure-number").inner_text()
    office.goto(f"/coverage/units/1/snapshots/new?as_of={today}")
    check_with_axe(office)
    office.get_by_role("button", name=re.compile("^Publish the figure of")).click()
    expect(office.locator(".figure-number")).to_have_text(figure)
    published = office.url
    screenshot(office, "published-desktop-light")
    with office.expect_download() as download:
        office.get_by_role("link", name="Evidence pack (ZIP)").click()
    verify(Path(download.value.path()).read_bytes(), tmp_path)

    somebody_leaves_tomorrow(site)

    office.goto(f"/coverage/units/1?as_of={today}")
    expect(office.locator(".figure-number")).to_have_text(figure)
    office.goto(published)
    expect(office.locator(".figure-number")).to_have_text(figure)


def send_on_a_working_day(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that is to be sent goes out as at ten in the morning of the next working day."""
    ten = datetime.combine(day_of_sending(clock.now()), time(10), clock.LOCAL_ZONE)
    with site.app.app_context(), monkeypatch.context() as patched:
        patched.setattr(clock, "now", lambda: ten)
        deliver(site.app.extensions["mailer"], by=command_line("test"))


def verify(pack: bytes, folder: Path) -> None:
    """The script inside the pack holds it to be genuine, without Kadra at hand."""
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        archive.extractall(folder / "pack")
    [script] = (folder / "pack").rglob("verify.py")
    checked = subprocess.run(
        [sys.executable, "-I", "-S", script.name],
        cwd=script.parent,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def somebody_leaves_tomorrow(site: Site) -> None:
    """The teacher of the demo ends working today."""
    with site.app.app_context(), transaction():
        teacher = db.session.query(Person).filter(Person.email.startswith("nauczyciel@")).one()
        job = db.session.query(Employment).filter_by(person_id=teacher.id).first()
        assert job is not None
        seen = fingerprint(of_employment(job))
        end_employment(job, clock.today(), seen, by=command_line("test"), today=clock.today())
