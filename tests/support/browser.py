"""A real browser: launch, accessibility check, screenshots on request.

The Content-Security-Policy of a page stays in force, so poll with locators and `evaluate`:
`wait_for_function` needs eval, which the policy refuses.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support import chromium

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_SETTLED = """async () => {
    const main = document.querySelector("script[type=module]").src;
    const names = [...document.querySelectorAll("[data-module]")].map((one) => one.dataset.module);
    await Promise.all(names.map((name) => import(new URL(`modules/${name}.js`, main))));
    await document.fonts.ready;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
}"""
_COLOURS = ("color-contrast", "link-in-text-block")
_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A headless Chromium runs while the block does."""
    path = chromium.executable()
    assert path, "No Chromium: run `make browser`."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def open_profile(
    browser: Browser, folder: Path, *arguments: str, **options: object
) -> BrowserContext:
    """Another Chromium, which finds in `folder` what it kept there before it was closed."""
    return browser.browser_type.launch_persistent_context(
        folder,
        executable_path=chromium.executable(),
        args=[*_ARGUMENTS, *arguments],
        **options,  # type: ignore[arg-type]
    )


def settle(page: Page) -> None:
    """The modules and fonts of the page are there, its transitions over: nothing moves any more."""
    page.evaluate(_SETTLED)


def check_with_axe(page: Page, *, colours_only: bool = False) -> None:
    """The page as it stands breaks no rule of WCAG 2.2 AA nor of good practice.

    With `colours_only` just those about colour are asked: enough in another light, where nothing
    else can differ, and much faster.

    Raises:
        AssertionError: lists each rule broken, with the elements that break it.
    """
    asked = (
        {"type": "rule", "values": _COLOURS} if colours_only else {"type": "tag", "values": _TAGS}
    )
    # preloading serves a rule that is off by default, and fetches every style sheet again
    options = {"runOnly": asked, "resultTypes": ["violations"], "preload": False}
    violations = Axe().run(page, options=options).response["violations"]
    lines = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {node['html']}"
        for violation in violations
        for node in violation["nodes"]
    ]
    assert not lines, "\n".join([page.url, *lines])


def screenshot(page: Page, name: str) -> None:
    """`name`.png of the whole page lies in the folder KADRA_SCREENSHOTS, if that is set."""
    if folder := os.environ.get("KADRA_SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
