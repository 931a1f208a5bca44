"""What this laptop knows of its printers, and how it copes with a broken file."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coordinator.domain.trouble import WorldTrouble
from coordinator.paper.profile import Flip, Profile
from coordinator.printing import all_printers
from coordinator.printing.backend import Condition, Found, Printer, Way
from coordinator.printing.profiles import FILE, Kept, Profiles, Setup, usual_folder

if TYPE_CHECKING:
    from pathlib import Path

ZEBRA = Setup(
    "Zebra",
    Way.SOCKET,
    "192.168.1.40:9100",
    Profile("Zebra", 0.5, -1.25, 1.002, 0.998, 203, mono=True, turn=90, flip=Flip.SHORT),
    "zebra-4x6",
    "2026-11-28T09:52:00Z",
)
DESK = Setup("Büro", Way.CUPS, "Büro")


def test_what_was_kept_is_known_again(tmp_path: Path) -> None:
    Profiles(tmp_path / "new").keep(ZEBRA)
    Profiles(tmp_path / "new").keep(DESK)
    kept = Profiles(tmp_path / "new").load()
    assert kept == Kept((ZEBRA, DESK))
    assert kept.of("Büro") == DESK
    assert kept.of("Nobody") is None


def test_a_printer_set_up_again_takes_the_place_of_itself(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path)
    for setup in (ZEBRA, DESK, replace(ZEBRA, stock="zebra-4x3")):
        profiles.keep(setup)
    assert profiles.load().setups == (DESK, replace(ZEBRA, stock="zebra-4x3"))
    profiles.forget("Büro")
    assert [setup.name for setup in profiles.load().setups] == ["Zebra"]


def test_without_a_file_nothing_is_known_and_nothing_is_wrong(tmp_path: Path) -> None:
    assert Profiles(tmp_path).load() == Kept(())


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"what": "columns"}', b"\xff\xfe", b"[" * 100_000, b"null"])
def test_a_broken_file_is_set_aside_whole(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    kept = Profiles(tmp_path).load()
    assert kept.setups == ()
    assert "It was set aside as printers.broken-1.json; set the printers up again." in kept.troubles[0]
    assert (tmp_path / "printers.broken-1.json").read_bytes() == content
    assert Profiles(tmp_path).load() == Kept(())


def test_a_second_broken_file_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        (tmp_path / FILE).write_bytes(content)
        Profiles(tmp_path).load()
    assert [(tmp_path / f"printers.broken-{number}.json").read_bytes() for number in (1, 2)] == [b"one", b"two"]


def told_of(tmp_path: Path) -> dict[str, list[dict[str, object]]]:
    """Return the content of a file with two printers."""
    for setup in (ZEBRA, DESK):
        Profiles(tmp_path).keep(setup)
    told: dict[str, list[dict[str, object]]] = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"way": "fax"}, "its way “fax” is not known"),
        ({"name": 7}, "or one of them is no text"),
        ({"name": ""}, "name and address must be there"),
        ({"profile": {"dpi": 0}}, "the dots an inch must lie between 100 and 1200"),
        ({"profile": {"dpi": "300"}}, '“dpi” in its profile cannot be "300"'),
        ({"profile": {"dpi": True}}, "“dpi” in its profile cannot be true"),
        ({"profile": {"across": float("nan")}}, "a shift must lie within 50 mm"),
        ({"profile": {"scale_down": 2}}, "a scale must lie between 0.9 and 1.1"),
        ({"profile": {"turn": 45}}, "a turn must be 0, 90, 180 or 270 degrees"),
        ({"profile": {"flip": "over"}}, "its flip “over” is not known"),
        ({"profile": {"tilt": 1}}, "its profile says “tilt”, which is not known"),
        ({"name": "Büro"}, "it stands there twice"),
    ],
)
def test_one_printer_that_is_wrong_does_not_take_the_others_along(
    tmp_path: Path, change: dict[str, object], words: str
) -> None:
    told = told_of(tmp_path)
    told["printers"].reverse()
    told["printers"][1] |= change
    (tmp_path / FILE).write_text(json.dumps(told), encoding="utf-8")
    kept = Profiles(tmp_path).load()
    assert kept.setups == (DESK,)
    assert words in kept.troubles[0]
    assert "1 of its printers are still known" in kept.troubles[0]
    assert Profiles(tmp_path).load() == Kept((DESK,))


def test_a_file_of_a_later_program_is_kept_aside(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps(told_of(tmp_path) | {"version": 2}), encoding="utf-8")
    kept = Profiles(tmp_path).load()
    assert "it was written by another version of the program (its layout is 2)" in kept.troubles[0]
    assert len(json.loads((tmp_path / "printers.broken-1.json").read_text(encoding="utf-8"))["printers"]) == 2


def test_a_setup_that_no_printer_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorldTrouble, match="cannot be set up like that: a shift must lie within 50 mm"):
        Profiles(tmp_path).keep(replace(ZEBRA, profile=Profile(across=float("inf"))))
    assert Profiles(tmp_path).load() == Kept(())


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")
    with pytest.raises(WorldTrouble, match="The printers cannot be kept in"):
        Profiles(tmp_path / "file").keep(DESK)


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="folders are named otherwise there")
def test_the_file_lies_in_the_folder_for_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    Profiles().keep(DESK)
    assert usual_folder().is_relative_to(tmp_path)
    assert Profiles(usual_folder()).load().setups == (DESK,)


class Listing:
    """A way to printers that lists some."""

    def __init__(self, *printers: Printer) -> None:
        self._printers = printers

    def printers(self) -> Found:
        return Found(self._printers, ("The second server does not answer.",))

    def submit(self, *_told: object) -> object:
        raise NotImplementedError


def test_printers_listed_and_set_up_are_one_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(all_printers, "usual_way", lambda: Way.CUPS)
    paused = Printer("Büro", Way.CUPS, "Büro", Condition.PAUSED, reason="no paper")
    raw = Printer("LabelQueue", Way.CUPS, "LabelQueue", raw=True)
    queue = Setup("Labels", Way.QUEUE, "LabelQueue", Profile(dpi=203), "zebra-4x6")
    lost = Setup("Lost", Way.CUPS, "Lost")
    ways = {Way.CUPS: Listing(paused, raw, Printer("Spare", Way.CUPS, "Spare")), Way.QUEUE: Listing()}
    found = all_printers.find(ways, Kept((ZEBRA, queue, lost, DESK), ("The file was broken.",)))  # type: ignore[arg-type]
    assert [(p.name, p.way, p.condition) for p in found.printers] == [
        ("Büro", Way.CUPS, Condition.PAUSED),
        ("Labels", Way.QUEUE, Condition.READY),
        ("Lost", Way.CUPS, Condition.GONE),
        ("Spare", Way.CUPS, Condition.READY),
        ("Zebra", Way.SOCKET, Condition.GONE),
    ]
    assert found.troubles == ("The second server does not answer.", "The file was broken.")
    assert {p.name: p.profile.dpi for p in found.printers}["Labels"] == 203


def test_a_label_printer_in_the_network_needs_no_print_system() -> None:
    zebra = next(p for p in all_printers.find({Way.SOCKET: Listing()}, Kept((ZEBRA,))).printers)  # type: ignore[dict-item]
    assert (zebra.condition, zebra.profile, zebra.stock) == (Condition.READY, ZEBRA.profile, "zebra-4x6")
