"""A QR code says the same as a path of PDF, a path of SVG, and a picture."""

import re
from io import BytesIO

import pytest
from PIL import Image

from app.core.paper.qr import QUIET_ZONE, qr_path, qr_png, qr_svg_path
from tests.support.readers import codes_in

ADDRESSES = [
    "https://k.pl/b/000037VMJMA408GTX0",
    "https://kadra.example.pl/b/000037VMJMA408GTX0",
    "https://szkolenia.kadra.gmina-o-bardzo-dlugiej-nazwie.example.pl/b/000037VMJMA408GTX0",
]

RECTANGLE = re.compile(r"(\d+) (\d+) (\d+) (\d+) re")
SVG_RECTANGLE = re.compile(r"M(\d+) (\d+)h(\d+)v(\d+)h-\3z")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_scanner_reads_the_picture(address: str) -> None:
    assert codes_in(qr_png(address)) == [address]


@pytest.mark.parametrize("address", ADDRESSES)
def test_both_paths_fill_the_same_modules_as_the_picture(address: str) -> None:
    path, side = qr_path(address)
    svg, svg_side = qr_svg_path(address)
    pdf = [tuple(map(int, found)) for found in RECTANGLE.findall(path)]
    upside_down = {(x, side - y - height, width, height) for x, y, width, height in pdf}
    drawn = [tuple(map(int, found)) for found in SVG_RECTANGLE.findall(svg)]
    assert svg_side == side
    assert set(drawn) == upside_down
    assert _modules(drawn) == _dark(qr_png(address, scale=1))


def _modules(rectangles: list[tuple[int, ...]]) -> set[tuple[int, int]]:
    return {
        (column, row)
        for x, y, width, height in rectangles
        for column in range(x, x + width)
        for row in range(y, y + height)
    }


def _dark(png: bytes) -> set[tuple[int, int]]:
    picture = Image.open(BytesIO(png))
    wide, high = picture.size
    return {
        (x - QUIET_ZONE, y - QUIET_ZONE)
        for x in range(wide)
        for y in range(high)
        if not picture.getpixel((x, y))
    }
