"""The files of a pack, read once and within bounds."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISLNK, S_ISREG

from courses.packs.problems import Problems

COURSE, GLOSSARY, FACTS = "course.yaml", "glossary.yaml", "facts.yaml"
#: what a pack consists of; whatever else lies in its folder is the author's own
DOCUMENTS = (COURSE, GLOSSARY, FACTS)
FOLDERS = ("lessons", "questions", "pictures")

MAX_FILES = 500
MAX_BYTES = 20 * 1024 * 1024
MAX_TEXT_BYTES = 250_000
#: raised when equal files are to become a new version, because they are shown otherwise
_EDITION = b"kadra-course/1, edition 1"

_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
#: C0 but for tab and line ends, DEL, C1, lone surrogates: nothing that a human typed
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class PackFolder:
    """What the folder of a pack held when it was opened."""

    #: relative name with slashes → content, in order of names
    files: Mapping[str, bytes]
    #: SHA-256 over names and contents, in hexadecimal digits
    digest: str

    @classmethod
    def open(cls, path: Path) -> "PackFolder":
        """Every file of the pack at `path`, hidden ones left out.

        Raises:
            PackRefused: it is no pack, a link leads elsewhere, it is too large, or something in it
                cannot be read.
        """
        problems = Problems()
        if not (path / COURSE).is_file():
            problems.add(COURSE, None, "no_course")
            problems.refuse_if_any()
        files = dict(_read(path, problems))
        problems.refuse_if_any()
        return cls.of(files)

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> "PackFolder":
        """A pack of these files."""
        in_order = dict(sorted(files.items()))
        return cls(in_order, _digest(in_order))

    def text(self, name: str, problems: Problems) -> str | None:
        """What is written in the file, lines divided as in Unix; None after telling why not."""
        content = self.files[name]
        if len(content) > MAX_TEXT_BYTES:
            problems.add(name, None, "text_too_large", kilobytes=MAX_TEXT_BYTES // 1000)
            return None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            problems.add(name, _line(content, error.start), "not_utf8")
            return None
        if not text.strip():
            problems.add(name, None, "empty")
            return None
        control = CONTROL.search(text)
        if control is not None:
            line = text.count("\n", 0, control.start()) + 1
            problems.add(name, line, "control_character", letter=f"U+{ord(control[0]):04X}")
            return None
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def inside(self, folder: str, *endings: str) -> list[str]:
        """Names of the files in this folder of the pack that end so; all, if no ending is given."""
        return [
            name
            for name in self.files
            if name.startswith(f"{folder}/") and (not endings or name.endswith(endings))
        ]


def _read(root: Path, problems: Problems) -> Iterator[tuple[str, bytes]]:
    """Names and contents, as long as the whole stays within bounds."""
    count = size = 0
    for path in _parts(root):
        name = path.relative_to(root).as_posix()
        content = _content(path, name, problems)
        if content is None:
            continue
        count, size = count + 1, size + len(content)
        if count > MAX_FILES or size > MAX_BYTES:
            code = "too_many_files" if count > MAX_FILES else "pack_too_large"
            problems.add(COURSE, None, code, files=MAX_FILES, megabytes=MAX_BYTES >> 20)
            return
        yield name, content


def _parts(root: Path) -> Iterator[Path]:
    """Everything that belongs to the pack and is no folder; links are not followed."""
    waiting = [path for name in (*DOCUMENTS, *FOLDERS) if (path := root / name).exists()]
    while waiting:
        path = waiting.pop(0)
        inside = _inside(path)
        if inside is None:
            yield path
        else:
            waiting += (one for one in inside if not one.name.startswith("."))


def _inside(path: Path) -> list[Path] | None:
    """What the folder holds, in order; None if it is no folder, or not one that can be read."""
    if path.is_symlink() or not path.is_dir():
        return None
    try:
        return sorted(path.iterdir())
    except OSError:
        return None


def _content(path: Path, name: str, problems: Problems) -> bytes | None:
    shown = name.encode("ascii", "backslashreplace").decode()
    try:
        status = path.lstat()
        if S_ISLNK(status.st_mode):
            problems.add(shown, None, "link")
        elif not all(map(_FILE_NAME.fullmatch, name.split("/"))):
            problems.add(shown, None, "file_name")
        elif not S_ISREG(status.st_mode):
            problems.add(shown, None, "unreadable")
        elif status.st_size > MAX_BYTES:
            problems.add(shown, None, "pack_too_large", megabytes=MAX_BYTES >> 20)
        else:
            return path.read_bytes()
    except OSError:
        problems.add(shown, None, "unreadable")
    return None


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(_EDITION)
    for name, content in files.items():
        digest.update(f"\n{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _line(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1
