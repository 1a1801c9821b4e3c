"""Other people's readers of PDF; `python -m tests.support.readers` brings them to this machine.

What we write is judged by programs that did not write it: poppler, qpdf and zbar.
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support import apt

#: program → the package that has it
PROGRAMS = {
    "pdftotext": "poppler-utils",
    "pdffonts": "poppler-utils",
    "pdfinfo": "poppler-utils",
    "pdftoppm": "poppler-utils",
    "qpdf": "qpdf",
    "zbarimg": "zbar-tools",
}


@dataclass(frozen=True, slots=True)
class Font:
    """A font as pdffonts sees it."""

    name: str
    is_embedded: bool
    is_subset: bool


def install() -> None:
    """Every reader is on this machine.

    Raises:
        SystemExit: some are not, and apt did not help.
    """
    if _missing():
        apt.install(*sorted({PROGRAMS[name] for name in _missing()}))
    if missing := _missing():
        packages = " ".join(sorted({PROGRAMS[name] for name in missing}))
        sys.exit(f"Not found: {' '.join(missing)}. Install {packages}.")


def text_of(pdf: bytes) -> str:
    """The letters on the pages, in the order of reading, lines as they stand."""
    return _said("pdftotext", "-enc", "UTF-8", pdf=pdf, more=("-",))


def words_of(pdf: bytes) -> str:
    """The same on one line."""
    return " ".join(text_of(pdf).split())


def facts_of(pdf: bytes) -> dict[str, str]:
    """What pdfinfo says: "Title", "Pages" and so on."""
    lines = _said("pdfinfo", pdf=pdf).splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def fonts_of(pdf: bytes) -> list[Font]:
    """The fonts that the file uses."""
    rows = (line.split() for line in _said("pdffonts", pdf=pdf).splitlines()[2:])
    return [Font(row[0], row[-5] == "yes", row[-4] == "yes") for row in rows]


def faults_of(pdf: bytes) -> str:
    """What qpdf complains about; empty if nothing is wrong."""
    done = _done("qpdf", "--check", pdf=pdf)
    is_clean = done.returncode == 0 and "No syntax or stream encoding errors" in done.stdout
    return "" if is_clean else f"{done.stdout}{done.stderr}"


def codes_of(pdf: bytes, dots_per_inch: int = 150, page: int = 1) -> list[str]:
    """What a camera reads on a print of the page at this resolution."""
    return codes_in(picture_of(pdf, dots_per_inch, page))


def picture_of(pdf: bytes, dots_per_inch: int, page: int) -> bytes:
    """A print of the page at this resolution, as a picture in grey."""
    with TemporaryDirectory() as folder:
        picture = Path(folder, "page")
        size = ("-r", str(dots_per_inch), "-f", str(page), "-l", str(page))
        _said("pdftoppm", *size, "-gray", "-singlefile", pdf=pdf, more=(picture,))
        return picture.with_suffix(".pgm").read_bytes()


def codes_in(picture: bytes) -> list[str]:
    """What a camera reads in the picture."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "picture")
        file.write_bytes(picture)
        command = ["zbarimg", "--quiet", "--raw", str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.stdout.splitlines()


def _said(program: str, *options: str, pdf: bytes, more: tuple[str | Path, ...] = ()) -> str:
    done = _done(program, *options, pdf=pdf, more=more)
    assert done.returncode == 0, f"{program}: {done.stderr}"
    return done.stdout


def _done(
    program: str, *options: str, pdf: bytes, more: tuple[str | Path, ...] = ()
) -> "subprocess.CompletedProcess[str]":
    assert shutil.which(program), f"No {program}: run `make readers`."
    with TemporaryDirectory() as folder:
        file = Path(folder, "file.pdf")
        file.write_bytes(pdf)
        command = [program, *options, str(file), *map(str, more)]
        return subprocess.run(command, capture_output=True, text=True, check=False)


def _missing() -> list[str]:
    return [name for name in PROGRAMS if not shutil.which(name)]


if __name__ == "__main__":
    install()
