"""The evidence pack of a published figure: whole, checked by itself, and always the same."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient
from sqlalchemy import select

from app.cli.main import kadra
from app.core import clock
from app.core.audit import AuditEntry
from app.core.db import db, transaction
from app.coverage.models.snapshots import Snapshot
from app.people.models import Person
from tests.attendance.closing import came, closed, held_session
from tests.support import readers
from tests.support.city import City
from tests.support.snapshots import publish_figure

#: what these ask of it is asked by the others on both
on_one_database = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def published(city: City, note: str = "", after: int = 0) -> int:
    """The city's figure of today is published; its number."""
    with city.app.app_context():
        return publish_figure(city.units["city"], clock.today(), note=note, after=after).id


@pytest.fixture
def snapshot(city: City) -> int:
    """Teresa and Hanna were trained, Hanna accepted their list, and the figure was published."""
    session = held_session(city)
    came(city, session, "teresa", "hanna")
    with city.app.app_context():
        list_id = closed(city, session).lists[0].id
    hanna = city.client("hanna")
    hanna.post(f"/participation/{list_id}/accept", data={"csrf_token": token(hanna, list_id)})
    return published(city)


def token(client: FlaskClient, list_id: int) -> str:
    page = client.get(f"/participation/{list_id}").get_data(as_text=True)
    return page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]


def pack(city: City, snapshot: int) -> bytes:
    """What Olga takes away."""
    with city.client("olga").get(f"/coverage/snapshots/{snapshot}/evidence.zip") as answer:
        assert answer.status_code == 200
        assert answer.content_length == len(answer.data)
        return answer.data


def files_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_pack_holds_everything_and_checks_itself(
    city: City, snapshot: int, tmp_path: Path
) -> None:
    content = pack(city, snapshot)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path / "pack")
    done = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py"],
        cwd=tmp_path / "pack",
        env={},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stdout
    assert "2 z 3, czyli 66,6%; cel 80%: nieosiągnięty" in done.stdout
    assert "Listy potwierdzenia udziału: 1," in done.stdout
    assert "Zaświadczenia: 2," in done.stdout
    year = clock.today().year
    assert list(files_of(content)) == [
        *("CZYTAJ.txt", "raport.pdf", "tabele.xlsx", "verify.py", "publikacja/snapshot.json"),
        *("publikacja/people.csv", "publikacja/units.csv", "publikacja/lists.csv"),
        *("publikacja/certificates.csv", f"listy/LP-{year}-000001.csv"),
        *(f"listy/LP-{year}-000001.pdf", "manifest.json"),
    ]


@on_one_database
def test_the_log_says_who_took_which_pack(city: City, snapshot: int) -> None:
    content = pack(city, snapshot)

    with city.app.app_context():
        entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.subject_id) == ("evidence.pack_taken", snapshot)
    assert entry.changes["sha256"] == [None, hashlib.sha256(content).hexdigest()]
    assert entry.actor_name == "Olga"


def test_a_pack_stays_the_same_whatever_happens_later(city: City, snapshot: int) -> None:
    before = pack(city, snapshot)
    with city.app.app_context(), transaction():
        db.session.get_one(Person, city.persons["teresa"]).last_name = "Kowalska"
    again = published(city, "Nazwisko poprawiono.", after=1)

    assert pack(city, snapshot) == before
    assert b"Kowalska" in files_of(pack(city, again))["publikacja/people.csv"]
    later = readers.words_of(files_of(pack(city, again))["raport.pdf"])
    assert "Nazwisko poprawiono." in later


@on_one_database
def test_the_command_writes_the_same_bytes_in_another_process(
    city: City, snapshot: int, database_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "pack.zip"
    env = {
        "KADRA_DATABASE_URL": database_url,
        "KADRA_DATA_DIR": str(tmp_path),
        "PATH": os.environ["PATH"],
        "PYTHONHASHSEED": "7",
        "LANG": "uk_UA.UTF-8",
        "TZ": "Asia/Tokyo",
    }
    program = "from app.command import main; main()"
    command = [sys.executable, "-c", program, "evidence", str(snapshot), str(path)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == pack(city, snapshot)
    assert done.stdout == f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path}\n"
    assert path.stat().st_mode & 0o077 == 0


@pytest.fixture
def run(city: City) -> Callable[..., Result]:
    """`kadra evidence` with these arguments."""

    def said(*arguments: object) -> Result:
        words = ["evidence", *map(str, arguments)]
        return CliRunner().invoke(kadra, words, obj=lambda _settings: city.app)

    return said


@on_one_database
def test_the_command_writes_the_report_and_refuses_what_it_cannot_do(
    run: Callable[..., Result], snapshot: int, tmp_path: Path
) -> None:
    path = tmp_path / "raport.pdf"

    assert run(snapshot, path, "--report").exit_code == 0
    assert readers.faults_of(path.read_bytes()) == ""
    unknown = run(snapshot + 1, tmp_path / "pack.zip")
    assert (unknown.exit_code, "no publication" in unknown.stderr) == (1, True)
    nowhere = run(snapshot, tmp_path / "no such folder" / "pack.zip")
    assert (nowhere.exit_code, "cannot be written" in nowhere.stderr) == (1, True)
    assert list(tmp_path.glob(".*")) == []


@on_one_database
def test_the_report_leads_to_its_page_and_names_nobody(city: City, snapshot: int) -> None:
    with city.client("hanna").get(f"/coverage/snapshots/{snapshot}/report.pdf") as refused:
        assert refused.status_code == 404  # it is about the city, and she heads one school
    with city.client("kazimierz").get(f"/coverage/snapshots/{snapshot}/report.pdf") as answer:
        report = answer.data

    assert readers.codes_of(report) == [f"http://127.0.0.1:8000/coverage/snapshots/{snapshot}"]
    assert city.client("kazimierz").get(f"/coverage/snapshots/{snapshot}").status_code == 200
    words = readers.words_of(report)
    assert "66,6%" in words
    assert not any(name in words for name in ("Teresa", "Łąka", "Hanna", "Żak", "Nowak"))
    assert files_of(pack(city, snapshot))["raport.pdf"] == report


@on_one_database
def test_the_papers_of_a_country_are_left_to_the_command(city: City) -> None:
    with city.app.app_context():
        snapshot = publish_figure(city.units["city"], clock.today())
        with transaction() as session:
            known = {
                "eligible": 30_000,
                "as_of": clock.today() - timedelta(days=1),
                "sha256": "d" * 64,
            }
            columns = Snapshot.__table__.columns.keys()
            row = {name: getattr(snapshot, name) for name in columns if name != "id"} | known
            session.add(large := Snapshot(**row))
            session.flush()
            address = f"/coverage/snapshots/{large.id}"

    for paper in ("evidence.zip", "report.pdf"):
        answer = city.client("olga").get(f"{address}/{paper}")
        assert (answer.status_code, answer.location) == (302, address)
