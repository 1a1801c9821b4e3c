"""Documentation that can be checked is."""

import re
from dataclasses import fields

from app.core.settings import Settings
from tests.architecture.source import ROOT, files, relative

PAGES = [*sorted(ROOT.glob("*.md")), *files("*.md", "docs")]
RELATIVE_LINK = re.compile(r"\]\((?![a-z]+:|#)([^)#\s]+)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)


def test_every_setting_is_documented_and_nothing_else_is() -> None:
    """docs/settings.md and the class Settings tell the same story."""
    described = set(re.findall(r"KADRA_[A-Z_]+", (ROOT / "docs/settings.md").read_text()))
    assert described == {f"KADRA_{field.name.upper()}" for field in fields(Settings)}


def test_relative_links_lead_somewhere() -> None:
    """In the README and everywhere under docs/."""
    broken = [
        f"{relative(page)}: {target}"
        for page in PAGES
        for target in RELATIVE_LINK.findall(CODE.sub("", page.read_text()))
        if not (page.parent / target).exists()
    ]
    assert broken == []
