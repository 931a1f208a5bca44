"""A backup is a checked copy; a restore brings back what happened since and deletes nothing."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.domain.entries import CheckedIn, MarkedAbsent, Undone
from coordinator.domain.step import replay, start
from coordinator.store.backups import Backup, too_many
from coordinator.store.event_file import CannotOpen, EventFile, NotCopied
from coordinator.store.restore import restore

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def lived(hand: Any, file: EventFile) -> Any:
    """Return the hand of a morning that is saved in the open file."""
    hand.adopt()
    hand.make(CheckedIn("A", "registration"))
    hand.walk_in("W1")
    hand.save(file)
    return hand


def the_day_is(hand: Any, path: Path) -> None:
    """Compare the file with the day as it was lived."""
    with EventFile.open(path) as file:
        assert replay(start(file.books()), (recorded.entry for recorded in file.journal())) == hand.day
        assert not file.check()


def test_a_backup_is_one_plain_file_with_its_hash(lived: Any, file: EventFile) -> None:
    made = file.backup("five minutes")
    stated, name = made.with_name(f"{made.name}.sha256").read_text(encoding="ascii").split()
    assert (stated, name) == (hashlib.sha256(made.read_bytes()).hexdigest(), made.name)
    with closing(sqlite3.connect(f"{made.as_uri()}?mode=ro", uri=True)) as tool:
        assert tool.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert tool.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert tool.execute("SELECT count(*) FROM journal").fetchone() == (len(lived.day.history),)
    assert sorted(each.name for each in made.parent.iterdir()) == [made.name, f"{made.name}.sha256"]
    (listed,) = file.backups()
    assert (listed.path, listed.reason, listed.is_whole) == (made, "five minutes", True)
    assert datetime.now(UTC) - listed.at < timedelta(minutes=5)


def test_a_backup_can_be_opened_as_an_event(lived: Any, file: EventFile, tmp_path: Path) -> None:
    file.backup_to(tmp_path / "stick.event")
    the_day_is(lived, tmp_path / "stick.event")


def test_a_copy_never_touches_an_existing_file(lived: Any, file: EventFile, path: Path, tmp_path: Path) -> None:
    there = tmp_path / "letter.txt"
    there.write_text("Dear all", encoding="utf-8")
    for taken in (there, path):
        with pytest.raises(NotCopied, match="already"):
            file.backup_to(taken)
    with pytest.raises(NotCopied):
        file.backup_to(tmp_path / "nowhere" / "copy.event")
    assert there.read_text(encoding="utf-8") == "Dear all"
    lived.make(MarkedAbsent("B"))
    lived.save(file)


def test_it_knows_whether_a_backup_is_due(lived: Any, file: EventFile) -> None:
    assert file.has_changed_since_backup
    file.backup("five minutes")
    assert not file.has_changed_since_backup
    lived.make(MarkedAbsent("B"))
    lived.save(file)
    assert file.has_changed_since_backup


def test_before_an_import_there_is_a_backup(lived: Any, file: EventFile) -> None:
    assert file.backups() == ()
    lived.adopt(2)
    lived.save(file)
    assert [backup.reason for backup in file.backups()] == ["before import"]


def test_twelve_newest_are_kept_then_one_an_hour_then_one_a_day() -> None:
    now = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
    made = [Backup(Path(f"{n}"), now - timedelta(minutes=5 * n), "x") for n in range(12 * 24 * 4)]
    gone = too_many(made)
    kept = [backup.at for backup in made if backup not in gone]
    assert kept[:12] == [now - timedelta(minutes=5 * n) for n in range(12)]
    older = kept[12:]
    hours = [at for at in older if now - at < timedelta(days=1)]
    assert len({(at.date(), at.hour) for at in hours}) == len(hours) >= 23
    days = [at for at in older if now - at >= timedelta(days=1)]
    assert len(days) == len({at.date() for at in days}) >= 3


def test_old_backups_are_thinned_out_with_their_hashes(lived: Any, file: EventFile) -> None:
    for _ in range(15):
        file.backup("x")
    listed = file.backups()
    assert len(listed) in (13, 14)
    assert len(list(listed[0].path.parent.iterdir())) == 2 * len(listed)


def test_a_restore_brings_back_everything_since_the_backup(lived: Any, file: EventFile, path: Path) -> None:
    backup = file.backup("five minutes")
    lived.make(Undone(list(lived.day.history)[1]))
    lived.walk_in("W2")
    lived.adopt(2)
    lived.make(CheckedIn("D", "registration"))
    lived.save(file)
    file.close()
    path.write_bytes(b"\x00" * 5000)
    with pytest.raises(CannotOpen) as refused:
        EventFile.open(path)
    assert refused.value.offers_restore
    done = restore(backup, path)
    assert done.entries_brought_back == 4
    assert done.quarantine
    assert (done.quarantine / path.name).read_bytes() == b"\x00" * 5000
    the_day_is(lived, path)


def test_a_restore_takes_the_log_of_the_damaged_file_away_too(lived: Any, file: EventFile, path: Path) -> None:
    backup = file.backup("five minutes")
    file.close()
    beside = [path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal")]
    path.write_bytes(b"SQLite format 3\x00 no longer")
    for each in beside:
        each.write_bytes(b"left behind")
    done = restore(backup, path)
    assert done.quarantine
    kept = {each.name: each.read_bytes() for each in done.quarantine.parent.rglob("*") if each.is_file()}
    assert kept == {path.name: b"SQLite format 3\x00 no longer", **{each.name: b"left behind" for each in beside}}
    assert not any(each.exists() for each in beside)
    the_day_is(lived, path)


def test_a_lost_file_can_be_restored(lived: Any, file: EventFile, path: Path) -> None:
    backup = file.backup("five minutes")
    file.close()
    path.unlink()
    assert restore(backup, path).quarantine is None
    the_day_is(lived, path)


def test_a_file_in_use_is_not_replaced(lived: Any, file: EventFile, path: Path) -> None:
    backup = file.backup("five minutes")
    with pytest.raises(CannotOpen) as refused:
        restore(backup, path)
    assert refused.value.verdict == "in use"
    lived.make(MarkedAbsent("B"))
    lived.save(file)
    file.close()
    the_day_is(lived, path)


def test_a_damaged_foreign_or_missing_backup_is_refused_and_the_file_stays(
    lived: Any, file: EventFile, path: Path, tmp_path: Path, create: Callable[..., EventFile]
) -> None:
    damaged = file.backup("five minutes")
    (tmp_path / "other").mkdir()
    other = create(tmp_path / "other" / "forum.event", "event-2")
    foreign = other.backup("x")
    file.close()
    with damaged.open("rb+") as raw:
        raw.seek(9000)
        raw.write(b"\xff\xff\xff")
    unknown = tmp_path / "letter.sqlite"
    unknown.write_text("Dear all", encoding="utf-8")
    before = path.read_bytes()
    for wrong in (damaged, foreign, unknown, tmp_path / "nothing.sqlite"):
        with pytest.raises(NotCopied, match=r"Choose another|There is no|another event"):
            restore(wrong, path)
        assert path.read_bytes() == before
    with EventFile.open(path) as again:
        assert again.books() == lived.day.books
        assert [finding.topic for finding in again.check()] == ["backup"]


def test_a_backup_without_its_hash_is_still_checked(lived: Any, file: EventFile, path: Path) -> None:
    backup = file.backup("five minutes")
    backup.with_name(f"{backup.name}.sha256").unlink()
    file.close()
    assert restore(backup, path).entries_brought_back == 0
    with backup.open("rb+") as raw:
        raw.truncate(backup.stat().st_size - 4096)
    with pytest.raises(NotCopied):
        restore(backup, path)


def test_check_names_what_is_wrong(lived: Any, file: EventFile, path: Path) -> None:
    backup = file.backup("five minutes")
    with backup.open("ab") as raw:
        raw.write(b"x")
    (side,) = backup.parents[1].glob("journal.jsonl")
    before = side.read_bytes()
    side.write_bytes(b"".join(before.splitlines(keepends=True)[:-1]))
    assert {finding.topic for finding in file.check()} == {"backup", "safety journal"}
    side.unlink()
    assert "There is no safety journal beside the event file." in [f.sentence for f in file.check()]
    side.write_bytes(before)
    file._db.conn.executescript("DROP TRIGGER journal_is_never_changed; UPDATE journal SET wall = 1 WHERE number = 2")
    file._db.conn.executescript("UPDATE people SET notes = 'other'; PRAGMA foreign_keys = OFF; DELETE FROM plans")
    sentences = " ".join(finding.sentence for finding in file.check())
    assert "The journal was changed outside of this program: entry 2 of Desk 1" in sentences
    assert "refers to a row of “plans” that is not there" in sentences


def test_check_notices_gaps_in_the_common_order(lived: Any, file: EventFile) -> None:
    file._db.conn.execute("UPDATE journal SET pos = 9 WHERE pos = 2")
    assert ["gaps" in finding.sentence for finding in file.check()] == [True]


def test_a_backup_on_a_disk_that_refuses_is_a_sentence(lived: Any, file: EventFile, path: Path) -> None:
    folder = path.parent / "forum.event.safety" / "backups"
    folder.write_text("in the way", encoding="utf-8")
    with pytest.raises(NotCopied, match="Check the disk"):
        file.backup("five minutes")
    folder.unlink()
    file.backup("five minutes")
    assert not list(folder.glob(".*"))


def test_a_file_moved_with_its_folder_stays_whole(lived: Any, file: EventFile, path: Path, tmp_path: Path) -> None:
    file.backup("five minutes")
    file.close()
    place = tmp_path / "elsewhere"
    place.mkdir()
    shutil.move(path, place / path.name)
    shutil.move(tmp_path / "forum.event.safety", place / "forum.event.safety")
    the_day_is(lived, place / path.name)
