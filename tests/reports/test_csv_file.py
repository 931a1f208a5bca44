"""CSV files: nothing in them runs, nothing in them is lost, and none is half written."""

from __future__ import annotations

import csv
import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coordinator.domain.trouble import WorldTrouble
from coordinator.reports import csv_file

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    "=1+1",
    "+SUM(A1)",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "|cmd",
    "%0A",
    "\tx",
    "\rx",
    "  =1+1",
    "＝1＋1",  # noqa: RUF001 - the full-width form is meant
    "＠SUM(1)",  # noqa: RUF001 - the full-width form is meant
)
HARMLESS = ("Łódź", 'a "quoted" word', "a, b; c", "two\nlines", "", "O'Dell", "a=b", "2017-05-16", "東京", "\U0001f600")


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, strict=True))


@pytest.mark.parametrize("cell", HOSTILE)
def test_nothing_that_looks_like_a_formula_stays_one(tmp_path: Path, cell: str) -> None:
    csv_file.write(tmp_path / "log.csv", ["a"], [[cell]])
    assert read(tmp_path / "log.csv")[1] == [f"'{cell}"]


@pytest.mark.parametrize("cell", HARMLESS)
def test_everything_else_comes_back_as_it_was(tmp_path: Path, cell: str) -> None:
    csv_file.write(tmp_path / "log.csv", ["a"], [[cell]])
    assert read(tmp_path / "log.csv")[1] == [cell]


@given(st.text())
def test_no_cell_ever_begins_a_formula(cell: str) -> None:
    guarded = csv_file.guarded(cell)
    assert guarded.removeprefix("'") == cell.removeprefix("'")
    assert not guarded.lstrip().startswith(tuple("=+-@|%"))


def test_file_has_the_mark_and_quotes_every_cell(tmp_path: Path) -> None:
    csv_file.write(tmp_path / "log.csv", ["name", "desk"], [["Zoë", "1"]])
    assert (tmp_path / "log.csv").read_bytes() == b'\xef\xbb\xbf"name","desk"\r\n"Zo\xc3\xab","1"\r\n'


def test_broken_characters_do_not_stop_the_export(tmp_path: Path) -> None:
    csv_file.write(tmp_path / "log.csv", ["a"], [["x\ud800y"]])
    assert read(tmp_path / "log.csv")[1] == ["x?y"]


def test_older_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("something long " * 100, encoding="utf-8")
    csv_file.write(tmp_path / "log.csv", ["a"], [])
    assert read(tmp_path / "log.csv") == [["a"]]
    assert [path.name for path in tmp_path.iterdir()] == ["log.csv"]


def test_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WorldTrouble, match=r"could not be saved as .*log\.csv: No such file"):
        csv_file.write(tmp_path / "gone" / "log.csv", ["a"], [])


def test_failed_export_leaves_the_older_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "log.csv").write_text("older", encoding="utf-8")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorldTrouble, match="No space left"):
        csv_file.write(tmp_path / "log.csv", ["a"], [["b"]])
    assert (tmp_path / "log.csv").read_text(encoding="utf-8") == "older"
    assert [path.name for path in tmp_path.iterdir()] == ["log.csv"]
