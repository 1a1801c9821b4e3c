"""Templates keep the Content-Security-Policy."""

import re

import pytest

from tests.architecture.source import TEMPLATES


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"<[^>]*\sstyle\s*=", id="style attribute"),
        pytest.param(r"<style\b", id="style element"),
        pytest.param(r"<script\b[^>]*>(?!\s*</script>)", id="script body"),
        pytest.param(r"<[^>]*\son[a-z]+\s*=\s*[\"']", id="event handler"),
    ],
)
def test_nothing_is_inline(pattern: str) -> None:
    """Styles and behaviour live in files; the policy of every page refuses anything else."""
    inline = [path for path, text in TEMPLATES.items() if re.search(pattern, text, re.IGNORECASE)]
    assert inline == []
