"""Opening finds out what a file is before it touches it: a closed set of verdicts, one of which offers a restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.entries import MarkedAbsent
from coordinator.store import migrations
from coordinator.store.event_file import CannotOpen, EventFile, OpenVerdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def closed(file: EventFile, numbered: Callable[..., Any], path: Path) -> Path:
    """Return a closed event file with a few entries and a backup."""
    file.append([numbered(n, MarkedAbsent("ABC"[n % 3])) for n in range(1, 40)])
    file.backup("test")
    file.close()
    return path


def refusal(path: Path) -> OpenVerdict:
    """Return the verdict with which a file is refused; its sentence names it."""
    with pytest.raises(CannotOpen) as refused:
        EventFile.open(path)
    assert path.name in str(refused.value)
    assert refused.value.offers_restore == (refused.value.verdict is OpenVerdict.CORRUPT)
    return refused.value.verdict


def write(path: Path, sql: str) -> None:
    """Change a closed file with another tool."""
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        tool.execute("PRAGMA journal_mode = DELETE").fetchall()
        tool.executescript(sql)


def spoil(path: Path, place: int, content: bytes) -> None:
    """Overwrite bytes of a closed file."""
    with path.open("rb+") as raw:
        raw.seek(place)
        raw.write(content)


def test_a_sound_file_is_ok_and_quiet(closed: Path) -> None:
    with EventFile.open(closed) as file:
        assert len(file.journal()) == 39
        assert file.notices == ()
        assert file.warning == ""
        assert not file.check()


def test_after_closing_nothing_lies_about(closed: Path) -> None:
    assert sorted(each.name for each in closed.parent.iterdir()) == ["forum.event", "forum.event.safety"]
    assert sorted(each.name for each in (closed.parent / "forum.event.safety").iterdir()) == [
        "backups",
        "journal.jsonl",
    ]


def test_create_never_touches_an_existing_file(closed: Path, create: Callable[..., EventFile]) -> None:
    before = closed.read_bytes()
    with pytest.raises(CannotOpen) as refused:
        create(closed)
    assert refused.value.verdict == "no access"
    assert closed.read_bytes() == before


def test_a_new_event_does_not_inherit_the_folder_of_an_old_one(
    closed: Path, create: Callable[..., EventFile], numbered: Callable[..., Any]
) -> None:
    closed.unlink()
    file = create(closed, "event-2")
    file.append([numbered(1, MarkedAbsent("A"))])
    assert file.backups() == ()
    assert not file.check()
    assert (closed.parent / "forum.event.safety.old-1" / "journal.jsonl").exists()


def test_a_file_that_is_not_there_is_no_access_and_is_not_made(path: Path) -> None:
    assert refusal(path) == "no access"
    assert list(path.parent.iterdir()) == []


def test_create_in_a_folder_that_is_not_there_is_no_access(tmp_path: Path, create: Callable[..., EventFile]) -> None:
    with pytest.raises(CannotOpen) as refused:
        create(tmp_path / "nowhere" / "forum.event")
    assert refused.value.verdict == "no access"


OPEN_AS_NOBODY = """
import os, sys
from pathlib import Path
from coordinator.store.event_file import CannotOpen, EventFile
if os.getuid() == 0:
    Path(sys.argv[1]).as_uri()  # imports what nobody may read later
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    EventFile.open(Path(sys.argv[1])).close()
except CannotOpen as refused:
    print(refused.verdict)
"""


@pytest.mark.skipif(os.name == "nt", reason="rights to files are something else on Windows")
@pytest.mark.parametrize(("rights", "folder_rights"), [(0o444, 0o555), (0o000, 0o755), (0o644, 0o000)])
def test_without_rights_it_is_no_access(rights: int, folder_rights: int, closed: Path, tmp_path: Path) -> None:
    before = closed.read_bytes()
    for folder in (tmp_path, *tmp_path.parents):
        mode = folder.stat().st_mode
        if mode | 0o055 != mode:
            folder.chmod(mode | 0o055)
    closed.chmod(rights)
    closed.parent.chmod(folder_rights)
    try:
        found = subprocess.run(
            [sys.executable, "-c", OPEN_AS_NOBODY, str(closed)], capture_output=True, text=True, check=True
        )
    finally:
        closed.parent.chmod(0o755)
        closed.chmod(0o644)
    assert found.stdout == "no access\n"
    assert closed.read_bytes() == before


def test_a_file_of_a_newer_version_is_refused_and_untouched(closed: Path) -> None:
    write(closed, f"PRAGMA user_version = {migrations.newest() + 1}")
    before = closed.read_bytes()
    assert refusal(closed) == "too new"
    assert closed.read_bytes() == before
    assert sorted(each.name for each in closed.parent.iterdir()) == ["forum.event", "forum.event.safety"]


def test_a_newer_file_in_its_own_write_ahead_log_is_untouched_too(closed: Path) -> None:
    with closing(sqlite3.connect(closed, isolation_level=None)) as tool:
        tool.execute("PRAGMA journal_mode = WAL").fetchall()
        tool.execute(f"PRAGMA user_version = {migrations.newest() + 1}")
    before = closed.read_bytes()
    assert refusal(closed) == "too new"
    assert closed.read_bytes() == before


def test_a_folder_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "forum.event").mkdir()
    assert refusal(tmp_path / "forum.event") == "not ours"


@pytest.mark.parametrize("content", [b"PK\x03\x04 a workbook" * 500, b"x", "Müller;ß".encode("cp1252") * 999])
def test_another_kind_of_file_is_not_ours_and_untouched(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    assert refusal(path) == "not ours"
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_database_of_another_program_is_not_ours_and_untouched(path: Path) -> None:
    write(path, "CREATE TABLE journal (id); PRAGMA application_id = 7")
    before = path.read_bytes()
    assert refusal(path) == "not ours"
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_an_empty_file_is_corrupt(closed: Path) -> None:
    closed.write_bytes(b"")
    assert refusal(closed) == "corrupt"


@pytest.mark.parametrize("place", [0, 68, 100, 4096 + 3])
def test_a_damaged_header_or_page_of_a_known_event_is_corrupt(place: int, closed: Path) -> None:
    spoil(closed, place, b"\xa5\x5a\xa5\x5a\xa5\x5a")
    assert refusal(closed) == "corrupt"


def test_a_file_cut_short_is_corrupt(closed: Path) -> None:
    with closed.open("rb+") as raw:
        raw.truncate(closed.stat().st_size - 4096)
    assert refusal(closed) == "corrupt"


TAMPERING = [
    "DROP TRIGGER journal_is_never_changed; UPDATE journal SET person = 'Z' WHERE number = 20",
    "DROP TRIGGER journal_is_never_changed; UPDATE journal SET wall = wall + 1 WHERE number = 39",
    "DROP TRIGGER journal_is_never_deleted; DELETE FROM journal WHERE number = 20",
    "DELETE FROM event",
]


@pytest.mark.parametrize("sql", TAMPERING)
def test_a_file_that_was_tampered_with_is_corrupt_though_sqlite_finds_it_well(sql: str, closed: Path) -> None:
    write(closed, sql)
    with closing(sqlite3.connect(closed)) as tool:
        assert tool.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert refusal(closed) == "corrupt"


def test_a_plan_that_was_tampered_with_is_corrupt(hand: Any, file: EventFile, path: Path) -> None:
    hand.adopt()
    hand.save(file)
    file.close()
    write(path, "UPDATE meetings SET \"table\" = 'T2' WHERE id = 'M1'")
    assert refusal(path) == "corrupt"


def test_flipped_bits_are_noticed_or_harmless(closed: Path, tmp_path: Path) -> None:
    with EventFile.open(closed) as file:
        whole = file.journal()
    size, noticed = closed.stat().st_size, 0
    for number in range(40):
        copy = tmp_path / f"{number}" / closed.name
        shutil.copytree(closed.parent / "forum.event.safety", copy.with_name("forum.event.safety"))
        shutil.copy(closed, copy)
        place = (size // 40) * number + number * 7 % 97
        spoil(copy, place, bytes([closed.read_bytes()[place] ^ 4]))
        try:
            with EventFile.open(copy) as file:
                assert file.journal() == whole
        except CannotOpen:
            noticed += 1
    assert noticed


def test_the_log_of_another_file_is_corrupt_and_the_file_is_kept_as_found(
    closed: Path, tmp_path: Path, create: Callable[..., EventFile], numbered: Callable[..., Any]
) -> None:
    (tmp_path / "other").mkdir()
    other = create(tmp_path / "other" / "other.event", "event-2")
    other.append([numbered(n, MarkedAbsent("X" * 500)) for n in range(1, 60)])
    shutil.copy(tmp_path / "other" / "other.event-wal", tmp_path / "forum.event-wal")
    before = closed.read_bytes()
    assert refusal(closed) == "corrupt"
    (kept,) = (tmp_path / "forum.event.safety" / "quarantine").iterdir()
    assert (kept / "forum.event").read_bytes() == before
    assert (kept / "forum.event-wal").exists()


def test_an_older_file_is_backed_up_and_migrated(closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = tmp_path / f"{migrations.newest() + 1:04}_more.sql"
    step.write_text("CREATE TABLE more (id TEXT PRIMARY KEY) STRICT;\n", encoding="utf-8")
    steps = (*migrations.steps(), step)
    monkeypatch.setattr(migrations, "steps", lambda: steps)
    with EventFile.open(closed) as file:
        assert "before migration" in [backup.reason for backup in file.backups()]
        assert len(file.journal()) == 39
        assert not file.check()
    monkeypatch.undo()
    assert refusal(closed) == "too new"


def test_a_migration_that_fails_leaves_the_older_file_as_it_was(
    closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = tmp_path / f"{migrations.newest() + 1:04}_wrong.sql"
    step.write_text("CREATE TABLE more (id TEXT) STRICT;\nINSERT INTO nowhere VALUES (1);\n", encoding="utf-8")
    steps = (*migrations.steps(), step)
    monkeypatch.setattr(migrations, "steps", lambda: steps)
    with pytest.raises(CannotOpen):
        EventFile.open(closed)
    monkeypatch.undo()
    with EventFile.open(closed) as file:
        assert len(file.journal()) == 39
        assert not file.check()
