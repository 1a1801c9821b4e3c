"""What a camera sees, as a file that Chromium takes for one."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from PIL import Image

from app.core.paper.qr import qr_png

SIZE = (640, 480)
_GREY = 96
_CODE_SIDE = 260


def write_video(path: Path, scenes: Iterable[tuple[str | None, int]]) -> Path:
    """A film, played round and round at 30 frames a second: each text for so many frames.

    None stands for a camera that sees no code.
    """
    with path.open("wb") as film:
        for text, frames in scenes:
            film.write(_frame(text) * frames)
    return path


def arguments(film: Path) -> list[str]:
    """With these Chromium sees the film instead of a camera, and nobody is asked whether it may."""
    return [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]


def _frame(text: str | None) -> bytes:
    picture = Image.new("L", SIZE, _GREY)
    if text:
        code = Image.open(BytesIO(qr_png(text))).convert("L").resize((_CODE_SIDE, _CODE_SIDE))
        picture.paste(code, ((SIZE[0] - _CODE_SIDE) // 2, (SIZE[1] - _CODE_SIDE) // 2))
    output = BytesIO()
    picture.convert("RGB").save(output, "JPEG", quality=85)
    return output.getvalue()
