"""The coordinator answers the council: from three dirty staff lists to one person's sentence."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import rosters
from tests.browser.conftest import sign_in
from tests.support.browser import check_with_axe, screenshot

LISTS = {
    "kadra.csv": rosters.utf8_csv(),
    "kadra-1250.csv": rosters.windows_1250_csv(),
    "kadra.xlsx": rosters.workbook(),
}


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_from_staff_lists_to_the_reason_of_one_person(
    open_page: Callable[..., Page], width: str
) -> None:
    page = open_page(width)
    sign_in(page, "koordynator")

    first, *others = LISTS
    preview(page, first)
    expect(page.get_by_role("row", name="People").first).to_contain_text("6")
    check_with_axe(page)
    screenshot(page, f"staff-list-preview-{width}-light")
    page.get_by_role("button", name="Import 6 people").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("imported")
    check_with_axe(page)
    screenshot(page, f"staff-list-done-{width}-light")

    for name in others:
        preview(page, name)
        row = page.get_by_role("row", name="People").first
        expect(row).to_contain_text("0")
        check_with_axe(page)

    record_completions(page, width)

    page.goto("/coverage/units/1?as_of=2026-06-30")
    page.get_by_role("link", name="SP nr 1", exact=True).click()
    expect(page.get_by_label("As of")).to_have_value("2026-06-30")
    page.get_by_role("navigation", name="Sides of the figure").get_by_text("People").click()
    page.get_by_label("Surname or first name").fill("żółk")
    page.get_by_label("Surname or first name").press("Enter")
    page.get_by_role("link", name="Żółkiewska Łucja").click()
    expect(page.locator("p.large")).to_contain_text("Counted as trained: completed")
    check_with_axe(page)

    page.get_by_label("As of").fill("2026-05-13")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("p.large")).to_contain_text("Not counted as trained on this date")


def preview(page: Page, name: str) -> None:
    """The list was uploaded, and what it would change is shown."""
    page.goto("/people/imports/")
    page.get_by_label("Staff list").set_input_files({
        "name": name,
        "mimeType": "application/octet-stream",
        "buffer": LISTS[name],
    })
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", name="How the file was read")).to_be_visible()


def record_completions(page: Page, width: str) -> None:
    """The list of confirmation was previewed and recorded."""
    page.goto("/completions/imports/")
    page.get_by_label("File", exact=True).set_input_files({
        "name": "lista.csv",
        "mimeType": "text/csv",
        "buffer": rosters.confirmation_list(),
    })
    training = page.get_by_label("Training", exact=True)
    labels = training.locator("option").all_inner_texts()
    training.select_option(label=next(label for label in labels if "BI-2026" in label))
    page.get_by_role("button", name="Read the list").click()
    expect(page.get_by_role("button", name="Record 5 completions")).to_be_visible()
    check_with_axe(page)
    screenshot(page, f"completions-preview-{width}-light")
    page.get_by_role("button", name="Record 5 completions").click()
    expect(page.get_by_text("Record 5 completions")).to_be_hidden()
    check_with_axe(page)
    screenshot(page, f"completions-done-{width}-light")


def test_a_list_is_imported_without_javascript(open_page: Callable[..., Page]) -> None:
    page = open_page("phone", java_script_enabled=False)
    sign_in(page, "koordynator")

    preview(page, "kadra.xlsx")
    page.get_by_role("button", name="Import 6 people").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("imported")


HOSTILE = {
    "a picture": ("zdjecie.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 200),
    "nothing": ("pusty.csv", b""),
    "a broken workbook": ("zepsuty.xlsx", rosters.workbook()[:900]),
    "a list without addresses": ("bez.csv", "Nazwisko;Imię\nŻak;Ewa\n".encode()),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_list_is_refused_in_words(
    open_page: Callable[..., Page], name: str
) -> None:
    page = open_page()
    sign_in(page, "koordynator")
    filename, content = HOSTILE[name]

    page.goto("/people/imports/")
    page.get_by_label("Staff list").set_input_files({
        "name": filename,
        "mimeType": "text/csv",
        "buffer": content,
    })
    page.get_by_role("button", name="Show what would change").click()

    expect(page.get_by_role("link", name="Choose another file")).to_be_visible()
    expect(page.get_by_role("button", name="Import")).to_have_count(0)
    check_with_axe(page)
