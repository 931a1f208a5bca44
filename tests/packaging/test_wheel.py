"""The wheel is whole: installed in a fresh environment, far from the checkout, it runs the sample event."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import coordinator

pytestmark = pytest.mark.packaging
ROOT = Path(__file__).resolve().parents[2]
OF_THE_DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONPATH", "VIRTUAL_ENV")
BARE = {name: value for name, value in os.environ.items() if name not in OF_THE_DESKTOP}


def run(command: list[object], cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command without a display and return what it said."""
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=BARE, check=False, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    done = run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT], folder)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in a fresh environment and return the folder of its programs."""
    folder = tmp_path_factory.mktemp("a fresh environment")
    venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    done = run([programs / "python", "-m", "pip", "install", "--quiet", wheel], folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return programs


@pytest.fixture(scope="session")
def demo(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[subprocess.CompletedProcess[str], Path]:
    """Run the sample event from the wheel and return what it said and the folder it filled."""
    folder = tmp_path_factory.mktemp("elsewhere")
    return run([installed / "coordinator", "demo", "--out", folder / "out"], folder), folder / "out"


def test_the_wheel_carries_everything_the_program_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = set(archive.namelist())
    for name, inside in (("resources", "coordinator/_resources"), ("db", "coordinator/_db")):
        files = [path for path in (ROOT / name).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert files
        assert {f"{inside}/{path.relative_to(ROOT / name).as_posix()}" for path in files} <= carried


def test_the_wheel_carries_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        assert [name for name in archive.namelist() if name.startswith(("tests/", ".setup/", "docs/"))] == []


def test_the_wheel_carries_the_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if "/licenses/" in name]
    assert any(name.endswith("/LICENSE") for name in names)
    assert any("fonts" in name for name in names)


def test_the_installed_program_tells_its_version(installed: Path, tmp_path: Path) -> None:
    done = run([installed / "coordinator", "--version"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert coordinator.__version__ in done.stdout


def test_the_installed_program_finds_its_own_files(installed: Path, tmp_path: Path) -> None:
    code = "from coordinator import assets; print(assets.folder('resources'), assets.folder('db'), sep='\\n')"
    done = run([installed / "python", "-c", code], tmp_path)
    assert done.returncode == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == ["_resources", "_db"]


def test_the_demo_runs_from_the_wheel_without_a_display(demo: tuple[subprocess.CompletedProcess[str], Path]) -> None:
    done, _ = demo
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("paper", ["badges", "signs", "cards"])
def test_the_demo_prints_its_papers(demo: tuple[subprocess.CompletedProcess[str], Path], paper: str) -> None:
    _, out = demo
    found = [path for path in out.rglob("*.pdf") if re.search(paper, path.name)]
    assert found
    assert all(path.read_bytes().startswith(b"%PDF-") for path in found)


def test_the_demo_leaves_an_event_file_and_the_attendance_log(
    demo: tuple[subprocess.CompletedProcess[str], Path],
) -> None:
    _, out = demo
    files = [path for path in out.rglob("*") if path.is_file()]
    assert [path.name for path in files if path.read_bytes().startswith(b"SQLite format 3")]
    (attendance,) = (path for path in files if path.suffix == ".csv" and "attendance" in path.name)
    assert len(attendance.read_text(encoding="utf-8-sig").splitlines()) > 1
