"""A picture is what its name says, of bounded size, and does nothing by itself."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.support.packs import FIRST, SVG, good_pack, told, write_pack

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' viewBox="0 0 340 200">\n<rect width="340" height="200" fill="#fff"/>\n</svg>\n'
)


def raster(kind: str, size: tuple[int, int] = (30, 20), **how: object) -> bytes:
    """A picture in the format that Pillow calls `kind`."""
    file = BytesIO()
    Image.new("RGB", size, "white").save(file, kind, **how)
    return file.getvalue()


def lying(kind: str) -> bytes:
    """A photograph that a camera took lying on its side, and says so."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return raster(kind, exif=exif)


def with_picture(folder: Path, name: str, content: bytes) -> Path:
    """The small pack shows this picture instead of its own."""
    changes = {SVG: None, f"pictures/{name}": content, FIRST: f"![obraz](../pictures/{name})"}
    return write_pack(
        folder, **changes, **{"facts.yaml": None, "questions/01-pomylka-w-adresie.yaml": "[]"}
    )


@pytest.mark.parametrize(
    "name,content,media_type,size",
    [
        ("a.png", raster("PNG"), "image/png", (30, 20)),
        ("a.jpg", raster("JPEG"), "image/jpeg", (30, 20)),
        ("a.jpeg", raster("JPEG"), "image/jpeg", (30, 20)),
        ("a.webp", raster("WEBP"), "image/webp", (30, 20)),
        ("a.jpg", lying("JPEG"), "image/jpeg", (20, 30)),
        ("a.svg", DRAWING.encode(), "image/svg+xml", (340, 200)),
        (
            "a.svg",
            DRAWING.replace("viewBox", 'width="34" height="20.4px" viewBox').encode(),
            "image/svg+xml",
            (34, 20),
        ),
        (
            "a.svg",
            f'<?xml version="1.0" encoding="UTF-8"?>{DRAWING}'.encode(),
            "image/svg+xml",
            (340, 200),
        ),
    ],
)
def test_the_size_is_known_so_that_nothing_jumps(
    tmp_path: Path, name: str, content: bytes, media_type: str, size: tuple[int, int]
) -> None:
    (picture,) = good_pack(with_picture(tmp_path, name, content)).pictures

    assert (picture.media_type, picture.content) == (media_type, content)
    assert (picture.width, picture.height) == size


@pytest.mark.parametrize(
    "name,content,code",
    [
        pytest.param("a.png", b"", "empty", id="nothing"),
        pytest.param("a.png", raster("JPEG"), "picture_disguised", id="JPEG as PNG"),
        pytest.param("a.jpg", b"<script>alert(1)</script>", "picture_disguised", id="a script"),
        pytest.param("a.png", raster("PNG")[:60], "picture_broken", id="half a PNG"),
        pytest.param("a.jpg", raster("JPEG")[:-40], "picture_broken", id="a JPEG cut off"),
        pytest.param("a.webp", raster("WEBP")[:40], "picture_broken", id="half a WebP"),
        pytest.param("a.png", raster("PNG", (6000, 5000)), "picture_pixels", id="30 megapixels"),
        pytest.param("a.png", b"x" * 400_001, "picture_too_large", id="too many bytes"),
        pytest.param("a.gif", raster("GIF"), "picture_kind", id="GIF"),
        pytest.param("a.html", b"<b>", "picture_kind", id="a page"),
        pytest.param("a", b"x", "picture_kind", id="no ending"),
    ],
)
def test_what_is_no_picture_is_refused(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    assert told(with_picture(tmp_path, name, content)) == [(f"pictures/{name}", None, code)]


SHAPE = '<rect width="340" height="200" fill="#fff"/>'

DRAWINGS = [
    ("<script>alert(1)</script>", "svg_element"),
    ("<foreignObject><b/></foreignObject>", "svg_element"),
    ('<a href="https://example.pl"><text>x</text></a>', "svg_element"),
    ('<image href="#x"/>', "svg_element"),
    ('<use href="#x"/>', "svg_element"),
    ("<animate/>", "svg_element"),
    ('<x xmlns="http://example.pl"/>', "svg_element"),
    ('<script xmlns="http://www.w3.org/1999/xhtml"/>', "svg_element"),
    ('<?xml-stylesheet href="https://example.pl/x.css"?>', "svg_element"),
    ('<rect onclick="alert(1)"/>', "svg_event"),
    ('<rect onLoad="alert(1)"/>', "svg_event"),
    ('<textPath xlink:href="javascript:alert(1)"/>', "svg_leads_out"),
    ('<linearGradient href="https://example.pl#a"/>', "svg_leads_out"),
    ('<rect fill="url(https://example.pl/a.svg#b)"/>', "svg_leads_out"),
    ('<rect fill="url(  &quot;//example.pl&quot;)"/>', "svg_leads_out"),
    ('<rect style="fill:u\\72l(//example.pl)"/>', "svg_leads_out"),
    ("<style>@import 'https://example.pl/x.css';</style>", "svg_leads_out"),
    ("<style>@imp<!-- -->ort 'x';</style>", "svg_leads_out"),
    ("<style><![CDATA[rect{fill:url(data:image/svg+xml,x)}]]></style>", "svg_leads_out"),
    ("<rect></g>", "svg_broken"),
    ("&uuml;", "svg_broken"),
]


@pytest.mark.parametrize("inside,code", DRAWINGS)
def test_a_drawing_is_nothing_but_a_drawing(tmp_path: Path, inside: str, code: str) -> None:
    """The fault is told in its line."""
    content = DRAWING.replace(SHAPE, inside).encode()

    assert told(with_picture(tmp_path, "a.svg", content)) == [("pictures/a.svg", 2, code)]


@pytest.mark.parametrize(
    "content,line,code",
    [
        pytest.param(b"<!DOCTYPE svg>\n<svg/>", 1, "svg_doctype", id="a document type"),
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]>\n<svg/>',
            1,
            "svg_doctype",
            id="bomb",
        ),
        pytest.param(b"<html><body/></html>", 1, "svg_element", id="a page"),
        pytest.param(b"<svg/>", 1, "svg_element", id="no namespace"),
        pytest.param(DRAWING.encode("utf-16"), 1, "not_utf8", id="UTF-16"),
        pytest.param(
            b"<?xml version='1.0' encoding='ISO-8859-2'?>" + DRAWING.encode(),
            1,
            "not_utf8",
            id="Latin 2",
        ),
        pytest.param(DRAWING.replace("viewBox", "x").encode(), 1, "svg_size", id="no size"),
        pytest.param(DRAWING.replace("340", "0").encode(), 1, "svg_size", id="no width"),
        pytest.param(
            DRAWING.replace("0 0 340 200", "0 0 340").encode(), 1, "svg_size", id="three numbers"
        ),
        pytest.param(raster("PNG"), 1, "not_utf8", id="PNG as SVG"),
    ],
)
def test_what_is_no_drawing_is_refused(
    tmp_path: Path, content: bytes, line: int, code: str
) -> None:
    assert told(with_picture(tmp_path, "a.svg", content)) == [("pictures/a.svg", line, code)]


def test_what_drawings_need_is_allowed(tmp_path: Path) -> None:
    inside = (
        "<title>a</title><style>.a{fill:url(#g)}</style><defs><linearGradient id='g'/></defs>"
        "<text class='a' font-family='sans-serif'>C:\\x url(y)</text>"
        "<path d='M0 0' clip-path='url(#c)'/>"
    )
    assert told(with_picture(tmp_path, "a.svg", DRAWING.replace(SHAPE, inside).encode())) == []
