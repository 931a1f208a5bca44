"""Everything that comes from others is named with its licence."""

from __future__ import annotations

import re
from importlib import metadata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def third_party(root: Path) -> str:
    """Return the list of what comes from others, as it is read by people."""
    return (root / "docs" / "THIRD-PARTY.md").read_text(encoding="utf-8")


def plain(name: str) -> str:
    """Return the one spelling of a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def brought_along(name: str, known: set[str]) -> set[str]:
    """Return a package and all that its installation brings along on this computer."""
    if name in known:
        return known
    known.add(name)
    try:
        requirements = metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return known
    for requirement in requirements:
        if "extra ==" not in requirement:
            brought_along(plain(re.match(r"[\w.-]+", requirement).group()), known)  # type: ignore[union-attr]
    return known


def needed(pyproject: str) -> list[str]:
    """Return the packages that the program itself asks for."""
    block = pyproject.partition("\ndependencies = [")[2].partition("\n]")[0]
    return [plain(name) for name in re.findall(r'^\s*"([\w.-]+)', block, re.MULTILINE)]


def test_every_package_that_an_installation_brings_along_is_listed(root: Path, third_party: str) -> None:
    listed = {plain(name) for name in re.findall(r"^\| ([\w.-]+) \|", third_party, re.MULTILINE)}
    names: set[str] = set()
    for name in needed((root / "pyproject.toml").read_text(encoding="utf-8")):
        brought_along(name, names)
    assert "pyside6-essentials" in names
    assert names - listed == set()


def test_every_font_is_listed_and_has_its_licence_beside_it(root: Path, third_party: str) -> None:
    fonts = [path for path in (root / "resources" / "fonts").iterdir() if path.suffix in {".ttf", ".otf", ".woff2"}]
    families = {re.split("[-.]", path.name)[0].removesuffix("Display") for path in fonts}
    assert families
    for family in families:
        assert f"resources/fonts/{family}" in third_party
        assert (root / "resources" / "fonts" / f"{family}-LICENSE.txt").is_file()


def test_the_icons_have_their_licence_beside_them(root: Path, third_party: str) -> None:
    assert "resources/icons" in third_party
    assert (root / "resources" / "icons" / "LICENSE.txt").is_file()
