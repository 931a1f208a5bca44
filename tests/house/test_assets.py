"""The files that are shipped with the program are found."""

from __future__ import annotations

import pytest

from coordinator import assets


@pytest.mark.parametrize("name", ["resources", "db"])
def test_a_checkout_has_its_shipped_files_beside_the_package(name: str) -> None:
    assert any(assets.folder(name).iterdir())


def test_a_missing_folder_is_named(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "__file__", f"{tmp_path}/coordinator/assets.py")
    with pytest.raises(FileNotFoundError, match="resources"):
        assets.folder("resources")
