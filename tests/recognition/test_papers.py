"""A paper shows pages and does nothing else; of a picture only the picture is kept."""

from io import BytesIO
from threading import Thread

import pikepdf
import pytest
from PIL import Image

from app.recognition.papers.taking import AT_ONCE, JPEG, MAX_BYTES, PDF, BadPaper, Fault, take
from tests.recognition.papers import (
    pdf,
    picture,
    with_file,
    with_launch,
    with_link,
    with_script,
    with_script_after_links,
)

BAD = {
    "nothing": (b"", Fault.EMPTY),
    "15 MB and a byte": (b"%PDF-" + b" " * (MAX_BYTES - 4), Fault.TOO_LARGE),
    "a program called .pdf": (b"MZ\x90", Fault.WRONG_KIND),
    "a page called .jpg": (b"<html><script>alert(1)</script>", Fault.WRONG_KIND),
    "a GIF": (picture("GIF"), Fault.WRONG_KIND),
    "half a PDF": (pdf()[:300], Fault.BROKEN),
    "half a JPG": (picture()[:700], Fault.BROKEN),
    "a PNG of nothing": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, Fault.BROKEN),
    "vast in points": (picture("PNG", (8000, 8000), "1"), Fault.TOO_MANY_POINTS),
    "nested too deep": (b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000, Fault.BROKEN),
    "a script": (pdf(with_script), Fault.ACTIVE),
    "a script in a packed object": (
        pdf(with_script, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        Fault.ACTIVE,
    ),
    "a script behind a hundred links": (pdf(with_script_after_links), Fault.ACTIVE),
    "a link that starts a program": (pdf(with_launch), Fault.ACTIVE),
    "a file inside": (pdf(with_file), Fault.ACTIVE),
    "locked": (pdf(encryption=pikepdf.Encryption(user="tajne", owner="t")), Fault.LOCKED),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_reason(name: str) -> None:
    content, fault = BAD[name]

    with pytest.raises(BadPaper) as refused:
        take(content)

    assert refused.value.fault is fault


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(pdf(), id="plain"),
        pytest.param(pdf(with_link), id="with a link"),
        pytest.param(pdf(encryption=pikepdf.Encryption(user="", owner="t")), id="not to change"),
    ],
)
def test_a_pdf_is_kept_to_the_byte(content: bytes) -> None:
    paper = take(content)

    assert (paper.content, paper.media_type) == (content, PDF)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(picture(size=(3000, 2000)), id="photo"),
        pytest.param(picture("PNG", (3000, 2000), "RGBA"), id="transparent"),
        pytest.param(picture(size=(3000, 2000)) + b"<script>alert(1)</script>", id="two in one"),
    ],
)
def test_a_picture_is_drawn_anew(content: bytes) -> None:
    paper = take(content)

    assert paper.media_type == JPEG
    assert b"script" not in paper.content
    with Image.open(BytesIO(paper.content)) as drawn:
        assert drawn.size == (2400, 1600)


def test_where_a_photo_was_taken_is_not_kept() -> None:
    content, notes = BytesIO(), Image.Exif()
    notes[0x0110] = "a camera"
    Image.new("RGB", (90, 60)).save(content, "JPEG", exif=notes)

    paper = take(content.getvalue())

    assert b"a camera" in content.getvalue()
    assert b"a camera" not in paper.content


def test_only_two_files_are_looked_into_at_once() -> None:
    third = Thread(target=take, args=(pdf(),))

    with AT_ONCE, AT_ONCE:
        third.start()
        third.join(1)
        assert third.is_alive()
    third.join()
