"""A program of its own: an uploaded paper on standard input, on output what may be kept of it.

Files from outside can claim any amount of memory and time, so this runs in a process that may be
killed. It is started by path and imports nothing of the application. A PDF is kept to the byte if
it does nothing but show pages; a picture is drawn anew, so that nothing but the picture is kept.
"""

import io
import resource
import sys
from collections.abc import Iterator

import pikepdf
from PIL import Image, ImageOps

MAX_MEMORY_BYTES = 1 << 30
MAX_SECONDS = 20

EXIT_BROKEN, EXIT_LOCKED, EXIT_ACTIVE, EXIT_TOO_LARGE = 2, 3, 4, 5

#: what a phone's camera takes; a picture may be small in bytes and vast in points
_MAX_POINTS = 64_000_000
_MAX_POINTS_PNG = 30_000_000
#: enough to read small print on a sheet of A4
_LONGEST_SIDE = 2400
_QUALITY = 85

_MAX_OBJECTS = 100_000
_FORBIDDEN_KEYS = frozenset({
    *("/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent", "/AF"),
})
_FORBIDDEN_ACTIONS = frozenset({
    *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition"),
    *("/RichMediaExecute", "/Movie", "/Sound"),
})
_FORBIDDEN_KINDS = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/3D"})


def main(kind: str) -> int:
    """Write what may be kept; `kind` is "pdf", "jpeg" or "png", as the first bytes say."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        return _check_pdf(content) if kind == "pdf" else _draw(content, kind)
    except pikepdf.PasswordError:
        return EXIT_LOCKED
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it cannot be read
        return EXIT_BROKEN


def _check_pdf(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
        if not len(pdf.pages):
            return EXIT_BROKEN
        if len(pdf.objects) > _MAX_OBJECTS:
            return EXIT_TOO_LARGE
        if any(_does_something(one) for each in pdf.objects for one in _within(each)):
            return EXIT_ACTIVE
    sys.stdout.buffer.write(content)
    return 0


def _within(value: object) -> Iterator[pikepdf.Object]:
    """The dictionaries of an object, however deep, without what it only refers to."""
    waiting = [value]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            waiting += (child for child in dict(thing.items()).values() if _is_inside(child))
        elif isinstance(thing, pikepdf.Array):
            waiting += filter(_is_inside, list(thing))


def _is_inside(child: object) -> bool:
    return isinstance(child, pikepdf.Object) and not child.is_indirect


def _does_something(thing: pikepdf.Object) -> bool:
    return (
        not _FORBIDDEN_KEYS.isdisjoint(thing.keys())
        or str(thing.get("/S", "")) in _FORBIDDEN_ACTIONS
        or str(thing.get("/Subtype", "")) in _FORBIDDEN_KINDS
    )


def _draw(content: bytes, kind: str) -> int:
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands before anything is decoded
    with Image.open(io.BytesIO(content), formats=(kind.upper(),)) as picture:
        width, height = picture.size
        if width * height > (_MAX_POINTS if kind == "jpeg" else _MAX_POINTS_PNG):
            return EXIT_TOO_LARGE
        picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
        picture.load()
        drawn = _on_white(ImageOps.exif_transpose(picture))
    drawn.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    drawn.save(sys.stdout.buffer, "JPEG", quality=_QUALITY, optimize=True)
    return 0


def _on_white(picture: Image.Image) -> Image.Image:
    """What was transparent is white, as paper is."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    ground = Image.new("RGB", seen.size, "white")
    ground.paste(seen, mask=seen.getchannel("A"))
    return ground


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
