"""Numbers of certificates have no gaps in their year, however many issue at once."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from tests.certificates.issuing import certify, numbers, people_trained
from tests.support.city import City


@pytest.mark.usefixtures("context")
def test_numbers_follow_the_order_asked_for_and_begin_anew_each_year(city: City) -> None:
    ids = people_trained(city, 4)

    last_minute = certify([ids[2], ids[0]], at=datetime(2026, 12, 31, 22, 59, tzinfo=UTC))
    new_year = certify([ids[1], ids[3]], at=datetime(2026, 12, 31, 23, 0, tzinfo=UTC))

    assert [one.completion_id for one in last_minute.new] == [ids[2], ids[0]]
    assert numbers() == ["KA/2026/000001", "KA/2026/000002", "KA/2027/000001", "KA/2027/000002"]
    assert [one.completion_id for one in new_year.new] == [ids[1], ids[3]]


@pytest.mark.usefixtures("context")
def test_what_is_rolled_back_leaves_no_gap(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = people_trained(city, 2)
    with monkeypatch.context() as patch:
        patch.setattr("certificates.services.issuing.draw", _paper_jam)
        with pytest.raises(RuntimeError):
            certify([first])

    certify([second])

    assert numbers() == ["KA/2026/000001"]


def test_numbers_have_no_gap_when_many_issue_at_once(city: City) -> None:
    ids = people_trained(city, 12)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda number: _certify_elsewhere(city.app, number), ids))

    with city.app.app_context():
        assert numbers() == [f"KA/2026/{number:06}" for number in range(1, 13)]


def test_one_completion_gets_one_certificate_however_many_ask_at_once(city: City) -> None:
    (only,) = people_trained(city, 1)

    with ThreadPoolExecutor(6) as threads:
        codes = set(threads.map(lambda number: _certify_elsewhere(city.app, number), [only] * 6))

    assert len(codes) == 1


def test_two_processes_share_the_numbers(city: City, database_url: str, tmp_path: Path) -> None:
    ids = [str(number) for number in people_trained(city, 8)]
    command = [sys.executable, "-m", "tests.certificates.issuing", database_url, str(tmp_path)]

    running = [subprocess.Popen([*command, *half]) for half in (ids[:4], ids[4:])]

    assert [process.wait() for process in running] == [0, 0]
    with city.app.app_context():
        assert numbers() == [f"KA/2026/{number:06}" for number in range(1, 9)]


def _certify_elsewhere(app: Flask, completion_id: int) -> str:
    """The code of the certificate, issued on a connection of its own."""
    with app.app_context():
        return certify([completion_id]).certificates[completion_id].code


def _paper_jam(*_asked: object) -> bytes:
    raise RuntimeError("paper jam")
