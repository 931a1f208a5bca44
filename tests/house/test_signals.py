"""One notice in the whole program, and one that brings work back; everything else is a call and its value."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LINK, TASKS = "coordinator/ui/link.py", "coordinator/ui/tasks.py"
LOCAL = ("coordinator/ui/pages/", "coordinator/ui/widgets/")
NOT_ON_SCREEN = {"QObject", "QThread", "QRunnable", "QTimer"}


def named(node: ast.expr) -> str:
    """Return the last word of a name: Signal for Signal and for QtCore.Signal."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def signals(tree: ast.AST) -> Iterator[str]:
    """Return the names of the signals declared in a class or in a whole file."""
    for node in ast.walk(tree):
        value = getattr(node, "value", None)
        if not (isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(value, ast.Call)):
            continue
        if named(value.func) == "Signal":
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (named(target) for target in targets)


def on_screen(node: ast.ClassDef, widgets: set[str]) -> bool:
    """Tell whether a class is something that people see: it builds on one of Qt's widgets or on one of ours."""
    bases = [named(base) for base in node.bases]
    return any(base in widgets or (base.startswith("Q") and is_widget(base)) for base in bases)


def is_widget(qt_class: str) -> bool:
    """Tell whether people see objects of one of Qt's classes."""
    return qt_class not in NOT_ON_SCREEN and not qt_class.endswith("Model")


def widgets_of(classes: list[ast.ClassDef]) -> set[str]:
    """Return the names of all classes that people see."""
    known: set[str] = set()
    while True:
        more = {node.name for node in classes if on_screen(node, known)}
        if more == known:
            return known
        known = more


def test_the_program_gives_one_notice_of_a_change(modules: Any) -> None:
    ui = [module for module in modules if module.name.startswith("coordinator/ui/")]
    trees = {module.name: module.tree for module in ui}
    assert list(signals(trees[LINK])) == ["changed"]


def test_one_private_signal_brings_work_back_to_the_screen(modules: Any) -> None:
    (tasks,) = (module for module in modules if module.name == TASKS)
    names = list(signals(tasks.tree))
    assert len(names) == 1
    assert names[0].startswith("_")


def test_only_what_people_see_and_the_parts_of_a_page_have_signals_of_their_own(modules: Any) -> None:
    program = [module for module in modules if module.name.startswith("coordinator/")]
    classes = [
        (module.name, node) for module in program for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)
    ]
    seen = widgets_of([node for _, node in classes])
    others = [
        (name, node.name, signal)
        for name, node in classes
        if name not in {LINK, TASKS} and not name.startswith(LOCAL) and node.name not in seen
        for signal in signals(node)
    ]
    assert others == []
