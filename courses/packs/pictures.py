"""Pictures, proven to be what their names say, and to hold nothing that acts."""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from courses.packs.folder import PackFolder
from courses.packs.problems import Problems
from courses.packs.vectors import BadVector, vector_size

MAX_BYTES = 400_000
MAX_PIXELS = 25_000_000

#: ending → format as Pillow calls it, media type
_RASTERS = {
    "png": ("PNG", "image/png"),
    "jpg": ("JPEG", "image/jpeg"),
    "jpeg": ("JPEG", "image/jpeg"),
    "webp": ("WEBP", "image/webp"),
}
_ORIENTATION = 0x0112  # of EXIF; from 5 on the picture is shown lying on its side


class _Bad(Exception):
    def __init__(self, code: str, line: int | None = None, **details: object) -> None:
        self.code, self.line, self.details = code, line, details


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that lessons may show."""

    name: str
    #: SHA-256 of the content
    digest: str
    media_type: str
    content: bytes
    #: in CSS pixels, as it is meant to be shown
    width: int
    height: int

    @property
    def url(self) -> str:
        """Where `courses.picture` shows it."""
        ending = self.name.rpartition(".")[2]
        return f"/courses/pictures/{self.digest}.{ending}"


def read_pictures(folder: PackFolder, problems: Problems) -> dict[str, Picture | None]:
    """Every picture by its name in the pack; None for those that were told to be faulty."""
    return {name: _picture(folder, name, problems) for name in folder.inside("pictures")}


def _picture(folder: PackFolder, name: str, problems: Problems) -> Picture | None:
    content = folder.files[name]
    try:
        media_type, width, height = _look_at(content, name.rpartition(".")[2])
    except _Bad as bad:
        problems.add(name, bad.line, bad.code, **bad.details)
        return None
    digest = hashlib.sha256(content).hexdigest()
    return Picture(name, digest, media_type, content, width, height)


def _look_at(content: bytes, ending: str) -> tuple[str, int, int]:
    """Media type, width and height."""
    if not content:
        raise _Bad("empty")
    if len(content) > MAX_BYTES:
        raise _Bad("picture_too_large", kilobytes=MAX_BYTES // 1000, found=len(content) // 1000)
    if ending == "svg":
        try:
            return "image/svg+xml", *vector_size(content)
        except BadVector as bad:
            raise _Bad(bad.code, bad.line, **bad.details) from bad
    if ending not in _RASTERS:
        raise _Bad("picture_kind", ending=ending)
    kind, media_type = _RASTERS[ending]
    return media_type, *_raster_size(content, kind)


def _raster_size(content: bytes, kind: str) -> tuple[int, int]:
    """Width and height; every pixel is read, so that a broken picture is found here."""
    try:
        with (
            warnings.catch_warnings(action="error"),
            Image.open(BytesIO(content), formats=[kind]) as image,
        ):
            if image.width * image.height > MAX_PIXELS:
                raise _Bad("picture_pixels", megapixels=MAX_PIXELS // 1_000_000)
            image.load()
            lies = image.getexif().get(_ORIENTATION, 1) > 4  # noqa: PLR2004 - see _ORIENTATION
            return (image.height, image.width) if lies else (image.width, image.height)
    except UnidentifiedImageError as error:
        raise _Bad("picture_disguised", kind=kind) from error
    except (OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError) as error:
        raise _Bad("picture_broken", kind=kind) from error
