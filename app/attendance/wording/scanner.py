"""What the scanner is called, and how it looks, on the home screen of a phone."""

from collections.abc import Callable

from flask_babel import gettext

NIGHT = "#0d131c"

_ICON_SIZES = ("192x192", "512x512")


def manifest(home: str, asset: Callable[[str], str]) -> dict[str, object]:
    """The web app manifest of the pages below `home`."""
    return {
        "id": home,
        "name": gettext("Kadra: scanning badges"),
        "short_name": gettext("Kadra scanner"),
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "theme_color": NIGHT,
        "background_color": NIGHT,
        "icons": [_icon(size, asset(f"icons/scanner-{size}.png")) for size in _ICON_SIZES],
    }


def _icon(size: str, url: str) -> dict[str, str]:
    return {"src": url, "sizes": size, "type": "image/png", "purpose": "any maskable"}
