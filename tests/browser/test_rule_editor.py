"""A coordinator changes a rule, sees what it would do, and puts it in force; without a script."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.support.browser import check_with_axe


def test_a_rule_is_changed_seen_and_put_in_force(open_page: Callable[..., Page]) -> None:
    watched = open_page("phone")
    sign_in(watched, "koordynator")
    page = open_page(java_script_enabled=False)
    sign_in(page, "koordynator")

    page.goto("/coverage/rules/W9-P.1")
    page.get_by_role("button", name="Draft the next version").click()
    expect(page.get_by_text("Posts that count")).to_be_hidden()
    page.get_by_label("kindergartens").check()
    page.get_by_label("Target in percent").fill("101")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_role("alert")).to_contain_text("from 1 to 100")

    page.get_by_label("Target in percent").fill("60")
    page.get_by_label("Why the rule is changed").fill("The council asks for kindergartens too.")
    page.get_by_role("button", name="Save the draft").click()
    for address in ("", "/edit", "/preview"):
        watched.goto(f"/coverage/rules/W9-P.2{address}")
        check_with_axe(watched)

    page.get_by_role("link", name="See what it would change").click()
    expect(page.get_by_role("row", name="PM nr 1", exact=False).first).to_be_visible()
    page.get_by_role("button", name="Put it in force").click()

    expect(page.get_by_role("status")).to_contain_text("W9-P.2 is in force")
    page.goto("/coverage/rules/")
    expect(page.get_by_role("row", name="W9-P.2", exact=False)).to_contain_text("60%")
