"""Nobody is led from our sign-in page to somebody else's site."""

import pytest

from app.web.own_paths import own_path


@pytest.mark.parametrize("address", ["/", "/coverage/", "/people/7?as_of=2026-06-30#top", "/ą?q=ł"])
def test_a_path_of_ours_is_followed(address: str) -> None:
    assert own_path(address, "/home") == address


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "coverage",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "/ /evil.example",
        "/x\\@evil.example",
        "/x\x00y",
        "https://evil.example",
        "HTTPS:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "/" + "x" * 2000,
    ],
)
def test_anything_else_leads_home(address: str | None) -> None:
    assert own_path(address, "/home") == "/home"
