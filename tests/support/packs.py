"""A small course pack that tests write, spoil and load: two lessons, twelve questions."""

from pathlib import Path

from courses.packs.folder import PackFolder
from courses.packs.problems import PackRefused, Problem, Problems
from courses.packs.reading import Pack, read_pack

SMALL = Path(__file__).parent / "small_pack"

COURSE, GLOSSARY, FACTS = "course.yaml", "glossary.yaml", "facts.yaml"
FIRST, SECOND = "lessons/01-pomylka-w-adresie.md", "lessons/02-komu-zglosic.md"
BANK = "questions/01-pomylka-w-adresie.yaml"
SVG = "pictures/koperta.svg"

#: new text or bytes of a file, (old, new) to replace in it once, or None to leave it out
Change = str | bytes | tuple[str, str] | None


def write_pack(folder: Path, **changes: Change) -> Path:
    """The small pack lies in `folder`, which is made if need be, with these files changed.

    Files are named as in the pack: ``write_pack(path, **{"facts.yaml": None})``.
    """
    contents: dict[str, bytes | None] = {
        path.relative_to(SMALL).as_posix(): path.read_bytes()
        for path in SMALL.rglob("*")
        if path.is_file()
    }
    for name, change in changes.items():
        contents[name] = _changed(contents.get(name), change)
    for name, content in contents.items():
        if content is not None:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    return folder


def _changed(content: bytes | None, change: Change) -> bytes | None:
    match change:
        case str():
            return change.encode()
        case (old, new):
            text = (content or b"").decode()
            assert text.count(old) == 1, f"{old!r} stands there {text.count(old)} times"
            return text.replace(old, new).encode()
    return change


def problems_of(folder: Path) -> list[Problem]:
    """What the reader tells about the pack there, in the order in which it is told."""
    problems = Problems()
    try:
        read_pack(PackFolder.open(folder), problems)
    except PackRefused as refused:
        return list(refused.problems)
    return problems.in_order()


def good_pack(folder: Path) -> Pack:
    """The pack there, which has no fault."""
    problems = Problems()
    pack = read_pack(PackFolder.open(folder), problems)
    assert problems.in_order() == []
    assert pack is not None
    return pack


def told(folder: Path) -> list[tuple[str, int | None, str]]:
    """File, line and code of every fault of the pack there."""
    return [(problem.file, problem.line, problem.code) for problem in problems_of(folder)]
