"""The house stays small: short classes, short functions, short files, and names that say something."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CLASS, FUNCTION, FILE = 250, 40, 400
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}


def length(node: ast.stmt) -> int:
    """Return how many lines a class or a function takes."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def too_long(modules: Any, kinds: Any, budget: int) -> list[str]:
    """Return the places that take more lines than they may."""
    return [
        f"{module.name}:{node.lineno} {node.name} takes {length(node)} lines of {budget}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, kinds) and length(node) > budget
    ]


def test_no_class_is_too_long(modules: Any) -> None:
    assert too_long(modules, ast.ClassDef, CLASS) == []


def test_no_function_is_too_long(modules: Any) -> None:
    assert too_long(modules, (ast.FunctionDef, ast.AsyncFunctionDef), FUNCTION) == []


def test_no_file_is_too_long(modules: Any) -> None:
    lengths = {module.name: len(module.text.splitlines()) for module in modules}
    assert {name: lines for name, lines in lengths.items() if lines > FILE} == {}


def test_no_module_is_named_after_nothing(modules: Any) -> None:
    assert [module.name for module in modules if EMPTY_NAMES & set(module.name.removesuffix(".py").split("/"))] == []


def test_every_public_module_says_what_it_is_for(modules: Any) -> None:
    assert [module.name for module in modules if ast.get_docstring(module.tree) is None] == []


def switched_off(pyproject: str) -> Iterator[str]:
    """Return every line of the ruff settings that switches rules off."""
    inside = False
    for line in pyproject.splitlines():
        if re.match(r"(ignore|\"[^\"]+\") = \[", line):
            inside = not line.partition("#")[0].rstrip().endswith("]")
            if not inside:
                yield line
        elif inside and line.strip() == "]":
            inside = False
        elif inside:
            yield line


def test_every_rule_that_is_switched_off_has_its_reason_beside_it(root: Path) -> None:
    pyproject = (root / "pyproject.toml").read_text(encoding="utf-8")
    _, _, lint = pyproject.partition("[tool.ruff.lint]")
    lines = list(switched_off(lint.partition("[tool.mypy]")[0]))
    assert lines
    assert [line for line in lines if "#" not in line] == []


BARE = re.compile(r"# noqa(: [A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)*)?\s*$")


def unexplained(text: str) -> Iterator[int]:
    """Return the lines that switch a rule off with no reason beside it or in a comment right above."""
    above = ""
    for number, line in enumerate(text.splitlines(), 1):
        if BARE.search(line) and not above.lstrip().startswith("# "):
            yield number
        above = line


def test_every_exception_in_the_code_has_its_reason_beside_it(modules: Any) -> None:
    assert [f"{module.name}:{number}" for module in modules for number in unexplained(module.text)] == []
