"""Anybody can check a pack: the script in it finds every change, without Kadra and the network."""

import ast
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.coverage.canonical import (
    CERTIFICATES,
    PEOPLE,
    SNAPSHOT,
    TABLES,
    UNITS,
    json_bytes,
    sha256_of,
)
from app.coverage.evidence.archive import MANIFEST, Entry, write_archive
from tests.coverage.published import AT, LIST_CSV, LIST_PDF, content

SCRIPT = Path("app/coverage/evidence/verify.py")
PARTS = {SNAPSHOT, *TABLES}
SIZES = {1: (8, 2, 1), 2: (3, 4, 0), 3: (0, 0, 1)}


@dataclass(frozen=True)
class Unpacked:
    """A pack in a folder of its own."""

    folder: Path

    def check(self, *arguments: str) -> tuple[int, str]:
        """What the script says, run alone."""
        command = [sys.executable, "-I", "-S", "verify.py", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env={}, capture_output=True, encoding="utf-8", check=False
        )
        assert done.stderr == ""
        return done.returncode, done.stdout

    def file(self, name: str) -> Path:
        return self.folder / (f"publikacja/{name}" if name in PARTS else name)

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.file(name)
        text = path.read_bytes().decode()
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode())

    def seal(self) -> None:
        """Hashes are made to fit again, as somebody would who forges the pack with care."""
        document = json.loads(self.file(SNAPSHOT).read_bytes())
        for name in document["parts"]:
            document["parts"][name] = sha256_of(self.file(name).read_bytes())
        self.file(SNAPSHOT).write_bytes(json_bytes(document))
        manifest = json.loads(self.file(MANIFEST).read_bytes())
        manifest["publication"]["sha256"] = sha256_of(self.file(SNAPSHOT).read_bytes())
        for one in manifest["files"]:
            held = (self.folder / one["name"]).read_bytes()
            one.update(bytes=len(held), sha256=sha256_of(held))
        self.file(MANIFEST).write_text(json.dumps(manifest))


@pytest.fixture
def pack(tmp_path: Path) -> Unpacked:
    """A good one."""
    files = content(SIZES)
    document = json.loads(files[SNAPSHOT])
    about = {
        "sha256": sha256_of(files[SNAPSHOT]),
        "unit": document["unit"]["name"],
        "rule": document["rule"]["code"],
        "as_of": document["as_of"],
        "number": document["number"],
    }
    entries = [
        Entry("raport.pdf", [b"%PDF-1.4 a report"]),
        Entry("verify.py", [SCRIPT.read_bytes()]),
        *(Entry(f"publikacja/{name}", [file]) for name, file in files.items()),
        Entry("listy/LP-2026-000001.csv", [LIST_CSV]),
        Entry("listy/LP-2026-000001.pdf", [LIST_PDF]),
    ]
    output = io.BytesIO()
    write_archive(output, entries, about, AT)
    with zipfile.ZipFile(output) as archive:
        archive.extractall(tmp_path)
    return Unpacked(tmp_path)


def test_a_good_pack_is_found_good(pack: Unpacked) -> None:
    code, said = pack.check()

    assert code == 0
    assert said.count("OK ") == 6
    assert "11 z 17, czyli 64,7%; cel 80%: nieosiągnięty" in said
    assert said.endswith("WYNIK: wszystko się zgadza.\n")


def test_the_script_runs_on_python_3_8() -> None:
    ast.parse(SCRIPT.read_text(), feature_version=(3, 8))


def test_a_hash_that_is_given_is_compared(pack: Unpacked) -> None:
    published = sha256_of(pack.file(SNAPSHOT).read_bytes())

    assert pack.check(published.upper())[0] == 0
    assert pack.check("0" * 64)[0] == 1


@pytest.mark.parametrize("number", range(9))
def test_one_changed_byte_in_any_file_is_found(pack: Unpacked, number: int) -> None:
    paths = sorted(path for path in pack.folder.rglob("*.*") if path.name != "verify.py")
    path = paths[number % len(paths)]
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 1
    path.write_bytes(held)

    code, said = pack.check()

    assert code == 1
    assert "WYNIK: różnic:" in said


def _remove_person(pack: Unpacked) -> None:
    path = pack.file(PEOPLE)
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def _forge_person(pack: Unpacked) -> None:
    _remove_person(pack)
    pack.seal()


def _forge_figure(pack: Unpacked) -> None:
    pack.replace(SNAPSHOT, '"trained":11', '"trained":12')
    pack.seal()


def _forge_people(pack: Unpacked) -> None:
    pack.replace(PEOPLE, "not_trained;no_training", "trained;trained")
    pack.seal()


def _forge_school(pack: Unpacked) -> None:
    pack.replace(UNITS, ";10;8;1;800;1;", ";10;9;1;900;1;")
    pack.seal()


def _forge_list(pack: Unpacked) -> None:
    (pack.folder / "listy/LP-2026-000001.pdf").write_bytes(b"%PDF-1.4 another")
    pack.seal()


def _forge_certificate(pack: Unpacked) -> None:
    pack.replace(CERTIFICATES, "KA/2026/000001;1;", "KA/2026/000001;9;")
    pack.seal()


def _lose_list(pack: Unpacked) -> None:
    (pack.folder / "listy/LP-2026-000001.csv").unlink()


@pytest.mark.parametrize(
    "change, said",
    [
        (_remove_person, "people.csv został zmieniony"),
        (_forge_person, "people.csv: 18 osób, a opublikowano 19"),
        (_forge_figure, "przeszkoleni: opublikowano 12, a z listy osób wynika 11"),
        (_forge_people, "przeszkoleni: opublikowano 11, a z listy osób wynika 12"),
        (_forge_school, "units.csv: Szkoła Podstawowa nr 1: trained inne niż w snapshot.json"),
        (_forge_list, "lista LP/2026/000001 (LP-2026-000001.pdf) nie jest tą, którą przyjęto"),
        (_forge_certificate, "zaświadczenie KA/2026/000001 należy do osoby, której nie policzono"),
        (_lose_list, "brakuje listy LP/2026/000001"),
        (lambda pack: (pack.folder / "nowy.txt").touch(), "plik nowy.txt nie należy do pakietu"),
        (lambda pack: pack.file("raport.pdf").unlink(), "brakuje pliku raport.pdf"),
        (lambda pack: pack.file("raport.pdf").rename(pack.file("r.pdf")), "plik r.pdf nie należy"),
        (lambda pack: pack.file(MANIFEST).unlink(), "Nie da się tego sprawdzić"),
        (lambda pack: pack.file(PEOPLE).write_bytes(b"\xff"), "Nie da się tego sprawdzić"),
    ],
)
def test_what_was_done_to_a_pack_is_said(
    pack: Unpacked, change: Callable[[Unpacked], object], said: str
) -> None:
    change(pack)

    code, answer = pack.check()

    assert code == 1
    assert said in answer
    assert "RÓŻNICA" in answer


def test_a_forgery_that_fits_in_itself_has_another_hash(pack: Unpacked) -> None:
    """Which is why the hash is published: the pack alone cannot prove that it is the one."""
    published = sha256_of(pack.file(SNAPSHOT).read_bytes())
    pack.replace(PEOPLE, "Łukasz", "Leszek")
    pack.seal()

    assert pack.check()[0] == 0
    assert pack.check(published)[0] == 1


@pytest.mark.parametrize(
    "name", ["../out.txt", "/etc/passwd", "a/b/c", "żółw.csv", "listy/", "x\\y"]
)
def test_no_name_leads_out_of_the_folder_or_holds_other_than_plain_letters(name: str) -> None:
    with pytest.raises(ValueError, match="no name for a file"):
        write_archive(io.BytesIO(), [Entry(name, [])], {}, AT)


def test_no_two_files_share_a_name() -> None:
    with pytest.raises(ValueError, match="two files"):
        write_archive(io.BytesIO(), [Entry("a.txt", []), Entry("a.txt", [])], {}, AT)
