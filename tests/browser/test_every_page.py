"""Every page, at a phone's width and a desk's, light and dark: accessible, nothing cut off.

With KADRA_SCREENSHOTS set to a folder, a picture of each is left there.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import WIDTHS, sign_in
from tests.support.browser import check_with_axe, screenshot, settle

#: name of the picture → who looks (None: a stranger), and where
PAGES = {
    "sign-in": (None, "/sign-in"),
    "forgotten-password": (None, "/forgotten-password"),
    "demo-mail": (None, "/demo/mail"),
    "style": (None, "/demo/style"),
    "not-found": (None, "/nowhere"),
    "home-coordinator": ("koordynator", "/"),
    "home-school-head": ("dyrektor", "/"),
    "home-teacher": ("nauczyciel", "/"),
    "home-trainer": ("trener", "/"),
    "home-author": ("autor", "/"),
    "home-auditor": ("audytor", "/"),
    "home-administrator": ("administrator", "/"),
    "coverage": ("koordynator", "/coverage/units/1"),
    "coverage-school": ("koordynator", "/coverage/units/5"),
    "coverage-people": ("koordynator", "/coverage/units/1/people?standing=not_trained"),
    "coverage-other-rule": ("koordynator", "/coverage/units/1?rule=W9-P&as_of=2026-06-30"),
    "coverage-comparison": ("koordynator", "/coverage/units/1/comparison?before=2026-06-30"),
    "coverage-person": ("koordynator", "/coverage/people/120"),
    "forecast": ("koordynator", "/coverage/units/1/forecast"),
    "published": ("koordynator", "/coverage/units/5/snapshots"),
    "publish": ("koordynator", "/coverage/units/1/snapshots/new?as_of=2026-06-30"),
    "published-figure": ("koordynator", "/coverage/snapshots/1"),
    "published-people": ("koordynator", "/coverage/snapshots/1/people"),
    "published-check": ("koordynator", "/coverage/snapshots/1/check"),
    "staff-lists": ("koordynator", "/staff/?as_of=2026-06-30"),
    "staff-list": ("koordynator", "/staff/5?as_of=2026-06-30"),
    "rules": ("koordynator", "/coverage/rules/"),
    "rule": ("koordynator", "/coverage/rules/W9-2026.1"),
    "rule-new": ("koordynator", "/coverage/rules/new?from=W9-K.1"),
    "rule-preview": ("koordynator", "/coverage/rules/W9-12.1/preview"),
    "rule-frozen": ("koordynator", "/coverage/rules/W9-2026.1/edit"),
    "people": ("koordynator", "/people/"),
    "people-search": ("koordynator", "/people/?q=lucja"),
    "person": ("koordynator", "/people/120"),
    "person-new": ("koordynator", "/people/new"),
    "person-edit": ("koordynator", "/people/120/edit"),
    "employment-new": ("koordynator", "/people/120/employments/new"),
    "absence-new": ("koordynator", "/people/120/absences/new"),
    "units": ("koordynator", "/units/"),
    "unit": ("koordynator", "/units/5"),
    "unit-new": ("koordynator", "/units/new"),
    "unit-edit": ("koordynator", "/units/5/edit"),
    "posts": ("koordynator", "/posts/"),
    "staff-list-import": ("koordynator", "/people/imports/"),
    "trainings": ("koordynator", "/trainings/"),
    "training": ("koordynator", "/trainings/2"),
    "training-new": ("koordynator", "/trainings/new"),
    "assignments": ("koordynator", "/trainings/5/assignments"),
    "assignment": ("koordynator", "/trainings/assignments/1"),
    "assignment-new": ("koordynator", "/trainings/5/assignments/new"),
    "reminders": ("koordynator", "/reminders/"),
    "reminders-ask": ("dyrektor", "/reminders/units/5"),
    "waiver-new": ("koordynator", "/people/120/waivers/new"),
    "completions": ("koordynator", "/completions/"),
    "completion": ("koordynator", "/completions/1"),
    "completions-person": ("nauczyciel", "completions of the teacher"),
    "completions-import": ("koordynator", "/completions/imports/"),
    "sessions": ("koordynator", "/sessions/"),
    "session-closed": ("koordynator", "/sessions/1"),
    "session-under-way": ("trener", "/sessions/2"),
    "session-of-own-school": ("dyrektor", "/sessions/3"),
    "session-people": ("koordynator", "/sessions/3/people"),
    "session-new": ("trener", "/sessions/new"),
    "session-edit": ("trener", "/sessions/3/edit"),
    "session-cancel": ("trener", "/sessions/3/cancel"),
    "session-invited": ("trener", "/sessions/3/invited"),
    "session-invited-people": ("trener", "/sessions/3/guests"),
    "session-invited-mail": ("trener", "/sessions/3/invited/mail"),
    "meeting": ("trener", "/meetings/2"),
    "meeting-missing": ("trener", "/meetings/2?show=missing"),
    "meeting-paper": ("trener", "/meetings/2/paper"),
    "meeting-of-own-school": ("dyrektor", "/meetings/2"),
    "session-not-over": ("trener", "/sessions/2/close"),
    "session-close": ("trener", "/sessions/1/close"),
    "participation-lists": ("dyrektor", "/participation/"),
    "participation-list": ("dyrektor", "/participation/2"),
    "meeting-new": ("trener", "/sessions/3/meetings/new"),
    "meeting-move": ("trener", "/meetings/3/edit"),
    "my-sessions": ("nauczyciel", "/my-sessions"),
    "courses": ("nauczyciel", "/courses/"),
    "courses-search": ("koordynator", "/courses/?q=kwiaty"),
    "course": ("nauczyciel", "/courses/S1"),
    "course-facts": ("koordynator", "/courses/S1/facts"),
    "lesson": ("koordynator", "/courses/S1/lessons/szbi-bez-tajemnic"),
    "certificates": ("koordynator", "/certificates/"),
    "certificates-issue": ("koordynator", "/certificates/issue"),
    "certificates-issue-people": ("koordynator", "/certificates/issue?reference=lista 11, BI-2026"),
    "certificates-person": ("nauczyciel", "certificates of the teacher"),
    "recognition": ("koordynator", "/recognition/"),
    "recognition-own": ("nauczyciel", "/my-certificates/elsewhere"),
    "recognition-send": ("nauczyciel", "/my-certificates/elsewhere/new"),
    "merge-find": ("koordynator", "/people/120/merge"),
    "merge": ("koordynator", "/people/120/merge?other=121"),
    "scanner-meetings": (None, "/scanner/"),
    "room-code": (None, "/o"),
    "room-code-unknown": (None, "/o/1AAAAAAAAAA"),
    "here-without-scan": ("nauczyciel", "/here"),
    "verification": (None, "/v/"),
    "verification-unknown": (None, "/v/0564TNEKT3XRX2JP"),
    "log": ("audytor", "/log"),
    "jobs": ("administrator", "/jobs"),
    "tokens": ("administrator", "/interface/tokens"),
    "token-new": ("administrator", "/interface/tokens/new"),
    "accounts": ("administrator", "/accounts/"),
    "account": ("administrator", "/accounts/1"),
    "account-invite": ("administrator", "/accounts/invite"),
    "own-account": ("nauczyciel", "/account"),
    "own-code": ("nauczyciel", "/my-code"),
    "badge": ("koordynator", "/people/120/badge"),
    "badge-replace": ("koordynator", "/people/120/badge/replace"),
    "badge-stranger": (None, "/b/000001-000000-000000"),
    "badges-school": ("koordynator", "/units/5/badges"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_at_every_width_and_in_both_lights(
    looking: Callable[[str | None], Page], name: str
) -> None:
    persona, url = PAGES[name]
    page = looking(persona)
    if not url.startswith("/"):
        page.goto("/")
        link = page.locator(f"main a[href$={url.partition(' ')[0]}]").first
        url = link.get_attribute("href") or ""
    page.goto(url)
    for width, size in WIDTHS.items():
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for light in ("light", "dark"):
            page.emulate_media(color_scheme=light)
            settle(page)
            # what the dock covers is tried where it can be reached, at the end of the page
            page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
            check_with_axe(page, colours_only=light == "dark")
            page.evaluate("window.scrollTo(0, 0)")
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
            screenshot(page, f"{name}-{width}-{light}")


@pytest.mark.parametrize(
    "url",
    [
        *("/", "/coverage/units/1", "/people/", "/trainings/", "/trainings/5/assignments"),
        *("/courses/", "/courses/S1", "/courses/S1/facts", "/certificates/", "/v/"),
    ],
)
def test_a_page_fits_320_pixels(looking: Callable[[str | None], Page], url: str) -> None:
    page = looking("koordynator")
    page.set_viewport_size({"width": 320, "height": 700})

    page.goto(url)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    check_with_axe(page)


def test_the_keyboard_reaches_the_content_past_the_menu(open_page: Callable[..., Page]) -> None:
    page = open_page()
    sign_in(page, "koordynator")
    page.goto("/coverage/units/1")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"
