"""The terminal says what to look at before paper is printed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from coordinator.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = "id,first_name,last_name,organisation\nP1,Zoë 👩,Łukasz,Hub\nP2,王,小明,國立臺灣大學\n"


@pytest.mark.parametrize("what", ["badges", "signs", "cards", "agendas"])
def test_the_sample_has_nothing_to_look_at(coordinator: Any, sample_event: Path, what: str) -> None:
    document = json.loads(coordinator("preflight", sample_event, what, "--json"))
    assert document["pages"] > 0
    assert document["issues"] == []


def test_a_letter_that_no_font_has_is_told_by_person_and_field(
    coordinator: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event, people = tmp_path / "event.sqlite", tmp_path / "participants.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    coordinator("new", event)
    coordinator("import", event, people, "--yes")
    assert main(["preflight", str(event), "badges", "--json"]) == 1
    (issue,) = json.loads(capsys.readouterr().out)["issues"]
    assert (issue["about"], issue["field"], issue["kind"]) == ("P1", "name", "missing glyph")
    assert "U+1F469" in issue["sentence"]
    assert main(["preflight", str(event), "badges"]) == 1
    assert "P1: name: missing glyph: “Zoë 👩”" in capsys.readouterr().out
