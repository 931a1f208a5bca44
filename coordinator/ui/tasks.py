"""Work elsewhere: a function runs in a pool, its result or error comes back on the Qt thread."""

from __future__ import annotations

import sys
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")

SWITCH_S = 0.0005
"""How long a thread may keep the interpreter before the window has its turn; Python's own choice is ten times that."""


class AtOnce(Executor):
    """An executor that runs everything at once, for tests."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run it now."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - handed over to the caller of the task
            future.set_exception(error)
        return future


class Task(Generic[Value]):
    """Work that is under way; after `cancel` nothing of it comes back."""

    def __init__(
        self,
        future: Future[Value],
        done: Callable[[Value], None],
        failed: Callable[[Exception], None],
        stop: Callable[[], None] | None = None,
    ) -> None:
        self._future, self._done, self._failed, self._stop = future, done, failed, stop
        self.cancelled = False

    @property
    def running(self) -> bool:
        """Return whether a result is still to come."""
        return not self.cancelled and not self._future.done()

    def cancel(self) -> None:
        """Forget it: what has not begun never will, what runs ends unheard, at once if it can be stopped."""
        self.cancelled = True
        self._future.cancel()
        if self._stop is not None:
            self._stop()

    def deliver(self) -> None:
        """Hand over result or error; called on the Qt thread."""
        if self.cancelled:
            return
        try:
            value = self._future.result()
        except CancelledError:
            return
        except Exception as error:  # noqa: BLE001 - whoever asked decides what it means
            self._failed(error)
        else:
            self._done(value)


class Tasks(QObject):
    """Runs work in a pool of threads, or in an executor of the caller's choice."""

    _finished = Signal(object)

    def __init__(self, executor: Executor | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if executor is None:
            # Every call into Qt lets a thread at work go first, so painting waits for this long some hundred times.
            sys.setswitchinterval(SWITCH_S)
        self._executor = executor or ThreadPoolExecutor(max_workers=2, thread_name_prefix="work")
        kind = (
            Qt.ConnectionType.DirectConnection if isinstance(executor, AtOnce) else Qt.ConnectionType.QueuedConnection
        )
        self._finished.connect(self._deliver, kind)
        self._open: set[Task[Any]] = set()
        self._closed = False

    def run(
        self,
        work: Callable[[], Value],
        done: Callable[[Value], None],
        failed: Callable[[Exception], None],
        stop: Callable[[], None] | None = None,
    ) -> Task[Value]:
        """Start `work`; later one of `done` and `failed` is called on the Qt thread, unless all work is over.

        `stop` makes long work end early; it is called when the task is cancelled.
        """
        if self._closed:
            task = Task[Value](Future(), done, failed)
            task.cancel()
            return task
        future = self._executor.submit(work)
        task = Task(future, done, failed, stop)
        self._open.add(task)
        future.add_done_callback(lambda _future: self._finished.emit(task))
        return task

    def close(self) -> None:
        """Forget all work and let the pool go; whatever is asked for later is never begun."""
        self._closed = True
        for task in tuple(self._open):
            task.cancel()
        self._open.clear()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _deliver(self, task: Task[Any]) -> None:
        self._open.discard(task)
        task.deliver()
