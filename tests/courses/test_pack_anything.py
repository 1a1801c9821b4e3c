"""Whatever lies in a pack, the reader tells what is wrong with it and never breaks."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.packs.folder import PackFolder
from courses.packs.problems import Problems
from courses.packs.reading import read_pack
from courses.wording.packs import problem_sentence
from quizzes.bank import read_bank
from tests.support.packs import SMALL

FILES = {
    path.relative_to(SMALL).as_posix(): path.read_bytes()
    for path in sorted(SMALL.rglob("*"))
    if path.is_file()
}
TEXTS = sorted(name for name in FILES if name.endswith((".yaml", ".md", ".svg")))

#: pieces that mean something to one of the readers
MARKUP = st.sampled_from([
    *("\n", " ", "  ", "- ", "> ", "# ", "::: ", ":::", "check a", "note", "[ ] ", "[x] ", "| a |"),
    *(
        "[[iod]]",
        "[[",
        "]]",
        "|",
        "[^rodo-33]",
        "[^",
        "](",
        "![",
        ")",
        "<b>",
        "<",
        "&amp;",
        "`",
        "*",
    ),
    *("&a ", "*a", "!!str ", "---", "? ", ": ", "{", "}", "[", "]", "'", '"', ">-", "%", "@", "\t"),
    *("\ufeff", "\x00", "\x85", "\u2028", "ł", "😀", "id: ", "url(", "null", "1e999", "-0", "0o7"),
])

#: a file, where it is cut open, how much is lost there, and what comes instead
Wound = tuple[str, int, int, str]
WOUNDS: st.SearchStrategy[list[Wound]] = st.lists(
    st.tuples(
        st.sampled_from(TEXTS),
        st.integers(0, 1500),
        st.integers(0, 40),
        st.lists(MARKUP | st.text(max_size=3), max_size=8).map("".join),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WOUNDS)
def test_a_wounded_pack_is_read_or_refused(wounds: list[Wound]) -> None:
    """Every fault has a line that exists, and words."""
    files = dict(FILES)
    for name, place, lost, instead in wounds:
        text = files[name]
        files[name] = text[:place] + instead.encode(errors="replace") + text[place + lost :]
    folder = PackFolder.of(files)
    problems = Problems()

    pack = read_pack(folder, problems)
    read_bank(folder, problems, frozenset({"rodo-33"}))

    assert pack is not None or len(problems)
    for problem in problems.in_order():
        assert problem_sentence(problem)
        last = files[problem.file].replace(b"\r", b"\n").count(b"\n") + 1
        assert problem.line is None or 1 <= problem.line <= last, problem


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(FILES)), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(name: str, content: bytes) -> None:
    folder = PackFolder.of({**FILES, name: content})
    problems = Problems()

    read_pack(folder, problems)
    read_bank(folder, problems, frozenset({"rodo-33"}))

    assert all(map(problem_sentence, problems.in_order()))
