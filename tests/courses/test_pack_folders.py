"""A pack is a folder of bounded size, and nothing outside it is read."""

import os
from pathlib import Path

import pytest

from tests.support.packs import COURSE, FIRST, told, write_pack


@pytest.mark.parametrize("target", ["/etc/passwd", "../../secret", "02-komu-zglosic.md"])
def test_links_are_not_followed(tmp_path: Path, target: str) -> None:
    """Not even inside the pack, where a file could be meant twice."""
    folder = write_pack(tmp_path / "pack")
    (folder / FIRST).unlink()
    (folder / FIRST).symlink_to(target)

    assert told(folder) == [(FIRST, None, "link")]


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "pack")
    (folder / "pictures" / "more").symlink_to(tmp_path)

    assert told(folder) == [("pictures/more", None, "link")]


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    """A pipe would never end."""
    folder = write_pack(tmp_path)
    os.mkfifo(folder / "lessons/03-pipe.md")

    assert told(folder) == [("lessons/03-pipe.md", None, "unreadable")]


@pytest.mark.parametrize("operation", ["iterdir", "read_bytes"])
def test_what_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str
) -> None:
    """By the operating system, that is."""

    def refuse(path: Path) -> None:
        raise PermissionError(path)

    folder = write_pack(tmp_path)
    monkeypatch.setattr(Path, operation, refuse)

    assert "unreadable" in {code for _file, _line, code in told(folder)}


@pytest.mark.parametrize("missing", ["no folder", "no course.yaml"])
def test_a_folder_without_course_yaml_is_no_pack(tmp_path: Path, missing: str) -> None:
    """It is not even looked through."""
    (tmp_path / "lessons").mkdir()
    (tmp_path / "lessons" / "link").symlink_to("/")
    path = tmp_path if missing == "no course.yaml" else tmp_path / "nowhere"

    assert told(path) == [(COURSE, None, "no_course")]


def test_a_pack_has_at_most_500_files(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    for number in range(500):
        (folder / "pictures" / f"{number}.png").write_bytes(b"x")

    assert told(folder) == [(COURSE, None, "too_many_files")]


def test_a_pack_has_at_most_20_megabytes(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    for number in range(3):
        with (folder / "pictures" / f"{number}.png").open("wb") as file:
            file.truncate(7 * 1024 * 1024)

    assert told(folder) == [(COURSE, None, "pack_too_large")]


def test_a_single_file_can_be_too_large_too(tmp_path: Path) -> None:
    """It is not read to find out."""
    folder = write_pack(tmp_path)
    with (folder / "pictures/film.png").open("wb") as file:
        file.truncate(21 * 1024 * 1024)

    assert told(folder) == [("pictures/film.png", None, "pack_too_large")]
