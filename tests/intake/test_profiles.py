"""What a person chose about the columns of a platform is known again, and can be carried to another laptop."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from coordinator.domain.trouble import WorldTrouble
from coordinator.intake import profiles
from coordinator.intake.profiles import Profile, Shelf

if TYPE_CHECKING:
    from pathlib import Path

HEADERS = ("Code", "Wer", "Firma", "E-Mail", "Rolle")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Return a folder of profiles that holds one."""
    kept = Shelf(tmp_path / "profiles")
    kept.remember("teilnehmer", HEADERS, "Wer", "full_name")
    return kept


def test_a_list_with_the_same_headers_in_any_order_and_writing_is_known(shelf: Shelf) -> None:
    assert shelf.columns_for([("rolle", "E-MAIL ", "firma", "Wer", "Code")]) == {"Wer": "full_name"}


def test_a_list_with_one_more_column_is_known_and_another_list_is_not(shelf: Shelf) -> None:
    assert shelf.columns_for([(*HEADERS, "Diät")]) == {"Wer": "full_name"}
    assert shelf.columns_for([("Wer", "Wann", "Wo")]) == {}


def test_what_was_chosen_later_counts_and_is_kept_in_one_file(shelf: Shelf, tmp_path: Path) -> None:
    shelf.remember("anything", HEADERS, "Rolle", "job_title")
    shelf.remember("anything", HEADERS, "Wer", "")
    assert shelf.columns_for([HEADERS]) == {"Wer": "", "Rolle": "job_title"}
    assert [path.name for path in (tmp_path / "profiles").iterdir()] == ["teilnehmer.json"]


def test_two_platforms_whose_files_have_one_name_are_kept_apart(shelf: Shelf) -> None:
    shelf.remember("teilnehmer", ("Wer", "Wann", "Wo"), "Wer", "last_name")
    assert [profile.name for profile in shelf.all()] == ["teilnehmer", "teilnehmer 2"]


def test_a_profile_is_carried_to_another_laptop(shelf: Shelf, tmp_path: Path) -> None:
    profiles.save(shelf.all()[0], tmp_path / "stick.json")
    other = Shelf(tmp_path / "other")
    other.put(profiles.load(tmp_path / "stick.json"))
    assert other.columns_for([HEADERS]) == {"Wer": "full_name"}


def test_a_profile_can_be_forgotten(shelf: Shelf) -> None:
    shelf.forget(HEADERS)
    assert shelf.all() == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("no JSON", "no file of columns"),
        ("[1, 2]", "no file of columns"),
        ("[" * 100_000, "no file of columns"),
        ('{"what": "columns of a schedule", "version": 2}', "another version"),
        ({"headers": [1], "columns": {}}, "must be texts"),
        ({"headers": [], "columns": {"a": "rm -rf"}}, "does not know: rm -rf"),
    ],
)
def test_a_strange_file_is_refused_in_a_sentence(tmp_path: Path, content: object, said: str) -> None:
    path = tmp_path / "strange.json"
    whole = {"what": profiles.WHAT, "version": 1, "name": "x", **content} if isinstance(content, dict) else content
    path.write_text(whole if isinstance(whole, str) else json.dumps(whole), encoding="utf-8")
    with pytest.raises(WorldTrouble, match=said):
        profiles.load(path)


def test_a_strange_file_on_the_shelf_is_passed_over(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "profiles" / "a.json").write_text("{}", encoding="utf-8")
    assert [profile.name for profile in shelf.all()] == ["teilnehmer"]


def test_a_name_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    Shelf(tmp_path / "profiles").put(Profile("../../etc/x", ("a",), {}))
    assert [path.parent.name for path in tmp_path.rglob("*.json")] == ["profiles"]
