"""The set-up of a clone says in one sentence what is missing, and never more than that."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

NOWHERE = {"libnowhere.so.9": "libnowhere9", "libglimpse.so.1": "libglimpse1"}


@pytest.fixture
def parts(root: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a way to get at the modules of the set-up."""
    monkeypatch.syspath_prepend(str(root / ".setup"))
    return importlib.import_module


def ask(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the set-up as a person would."""
    return subprocess.run([sys.executable, ".setup", *words], cwd=root, check=False, capture_output=True, text=True)


def test_without_an_order_the_set_up_tells_both_orders(root: Path) -> None:
    done = ask(root)
    assert done.returncode == 2
    assert ".setup demo" in done.stderr
    assert ".setup tests" in done.stderr


def test_help_is_no_failure(root: Path) -> None:
    assert ask(root, "--help").returncode == 0


@pytest.mark.parametrize(
    ("version", "fits"), [((3, 10), False), ((3, 11), True), ((3, 12), True), ((3, 13), True), ((3, 14), False)]
)
def test_the_set_up_and_the_program_agree_on_pythons(version: tuple[int, int], fits: bool, parts: Any) -> None:
    entry = importlib.import_module("coordinator.__main__")
    assert parts("pythons").fits(version) is fits
    assert (entry.refusal(version, "") == "") is fits


def test_a_placeholder_of_a_python_that_does_not_start_is_passed_over(
    parts: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    placeholder = tmp_path / "python3.13"
    placeholder.write_text("#!/bin/sh\nexit 127\n", encoding="utf-8")
    placeholder.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert parts("pythons").find_other() == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves these libraries to the system")
def test_a_normal_user_gets_one_line_to_paste(parts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = parts("libraries")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(libraries.shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
    with pytest.raises(libraries.Stop) as stop:
        libraries.provide(NOWHERE)
    lines = str(stop.value).splitlines()
    assert lines[1:] == ["sudo apt-get update && sudo apt-get install -y libnowhere9 libglimpse1"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves these libraries to the system")
def test_another_linux_gets_the_names_to_look_for(parts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries = parts("libraries")
    monkeypatch.setattr(libraries.shutil, "which", lambda _: None)
    with pytest.raises(libraries.Stop, match="libnowhere9, libglimpse1"):
        libraries.provide(NOWHERE)


def test_without_a_display_the_demo_asks_for_no_library(parts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert parts("libraries").for_a_window() == {}


@pytest.mark.parametrize(
    ("display", "library"), [("DISPLAY", "libxcb-cursor0"), ("WAYLAND_DISPLAY", "libwayland-client0")]
)
def test_with_a_display_the_demo_asks_for_what_its_window_needs(
    display: str, library: str, parts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv(display, ":0")
    assert library in parts("libraries").for_a_window().values()
