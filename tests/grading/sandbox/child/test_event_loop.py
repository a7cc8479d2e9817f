"""asyncio in a loop that has no sockets: timers, tasks, threads, and loops within loops."""

from __future__ import annotations

import asyncio
import selectors
import socket
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT
from collections.abc import Iterator
from textwrap import dedent
from typing import Any

import pytest

from lossquiz.grading.sandbox.child import event_loop


def _refuse(*_: object, **__: object) -> None:
    raise PermissionError("refused, as in a locked child")


@pytest.fixture(autouse=True)
def _locked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse what a child is refused, and leave asyncio as it was."""
    monkeypatch.setattr(socket, "socketpair", _refuse)
    monkeypatch.setattr(selectors, "DefaultSelector", _refuse)
    monkeypatch.setattr(asyncio, "run", asyncio.run)
    monkeypatch.setattr(asyncio.get_event_loop_policy(), "_loop_factory", None)
    loops: list[event_loop.SleepingLoop] = []

    class Kept(event_loop.SleepingLoop):
        def __init__(self) -> None:
            super().__init__()
            loops.append(self)

    monkeypatch.setattr(event_loop, "SleepingLoop", Kept)
    yield
    asyncio._set_running_loop(None)
    asyncio.set_event_loop(None)
    for loop in loops:
        for task in asyncio.all_tasks(loop):
            task._log_destroy_pending = False  # type: ignore[attr-defined]  # or stderr is told, in whatever test it is freed
        loop.close()


def ran(*cells: str, in_notebook: bool = True) -> dict[str, Any]:
    """Run cells one after another, and return the names that they bind."""
    event_loop.install(in_notebook=in_notebook)
    names: dict[str, Any] = {"asyncio": asyncio}
    flags = PyCF_ALLOW_TOP_LEVEL_AWAIT if in_notebook else 0
    for cell in cells:
        event_loop.run_code(compile(dedent(cell), "answer.ipynb", "exec", flags), names)
    return names


WORK = """
    order = []
    async def work(name, seconds=0.0):
        await asyncio.sleep(seconds)
        order.append(name)
        return name
    async def main():
        return await asyncio.gather(work("b", 0.01), work("a", 0.002))
    """


def test_a_file_runs_its_main() -> None:
    names = ran(WORK + "\n    done = asyncio.run(main())\n    again = asyncio.run(main())", in_notebook=False)
    assert names["done"] == names["again"] == ["b", "a"]
    assert names["order"] == ["a", "b", "a", "b"]


def test_a_cell_awaits_at_its_top_level() -> None:
    names = ran(WORK, "first = await work('x', 0.001)\nboth = await main()")
    assert (names["first"], names["both"], names["order"]) == ("x", ["b", "a"], ["x", "a", "b"])


def test_a_task_of_one_cell_is_awaited_in_another() -> None:
    names = ran(
        WORK, "task = asyncio.create_task(work('x'))", "value = await task", "loop = asyncio.get_running_loop()"
    )
    assert names["value"] == "x"


@pytest.mark.parametrize(
    "cell",
    [
        "done = asyncio.run(main())",
        "done = asyncio.get_event_loop().run_until_complete(main())",
        "loop = asyncio.new_event_loop()\ndone = loop.run_until_complete(main())\nloop.close()",
        "async def outer():\n    return asyncio.run(main())\ndone = await outer()",
        "async def outer():\n    return asyncio.get_event_loop().run_until_complete(main())\ndone = await outer()",
        "async def outer():\n    return asyncio.run(main())\ndone = asyncio.run(outer())",
    ],
)
def test_a_loop_runs_within_another(cell: str) -> None:
    names = ran(WORK, cell, "after = await work('after')\ncurrent = asyncio.current_task()")
    assert (names["done"], names["after"]) == (["b", "a"], "after")
    assert names["order"] == ["a", "b", "after"]
    assert names["current"] is not None


def test_the_task_that_runs_another_loop_goes_on_as_itself() -> None:
    names = ran(
        WORK,
        """
        async def outer():
            before = asyncio.current_task()
            asyncio.run(main())
            return asyncio.current_task() is before and asyncio.get_running_loop() is loop
        loop = asyncio.get_running_loop()
        same = await outer()
        """,
    )
    assert names["same"] is True


def test_what_else_asyncio_has_works() -> None:
    names = ran(
        """
        import threading
        from contextlib import asynccontextmanager
        async def numbers():
            for i in range(3):
                yield i
        @asynccontextmanager
        async def place():
            yield 5
        queue = asyncio.Queue()
        async def put():
            async with asyncio.Lock():
                await queue.put(1)
        """,
        """
        listed = [i async for i in numbers()]
        async with place() as five:
            pass
        await asyncio.gather(put(), put())
        items = [await queue.get(), await queue.get()]
        thread = await asyncio.to_thread(threading.get_ident)
        try:
            await asyncio.wait_for(asyncio.sleep(60), timeout=0.001)
        except asyncio.TimeoutError:
            late = True
        event = asyncio.Event()
        asyncio.get_running_loop().call_later(0.001, event.set)
        await event.wait()
        """,
    )
    assert (names["listed"], names["five"], names["items"], names["late"]) == ([0, 1, 2], 5, [1, 1], True)
    assert names["thread"] != names["threading"].get_ident()


def test_a_loop_that_is_run_for_ever_can_be_stopped() -> None:
    names = ran("""
        loop = asyncio.new_event_loop()
        loop.call_later(0.001, loop.stop)
        loop.run_forever()
        running = loop.is_running()
        loop.call_soon(loop.stop)
        try:
            loop.run_until_complete(asyncio.sleep(60))
        except RuntimeError as error:
            message = str(error)
        """)
    assert (names["running"], names["message"]) == (False, "Event loop stopped before Future completed.")


@pytest.mark.parametrize("error", ["ValueError('x')", "SystemExit(3)", "KeyboardInterrupt()"])
def test_errors_come_out_where_they_are_awaited(error: str) -> None:
    cell = f"async def fail():\n    await asyncio.sleep(0)\n    raise {error}\n\nawait fail()\n"
    with pytest.raises((ValueError, SystemExit, KeyboardInterrupt)) as caught:
        ran(cell)
    assert {entry.lineno + 1 for entry in caught.traceback if str(entry.path).endswith("answer.ipynb")} == {3, 5}
    assert ran("x = await asyncio.sleep(0, 4)")["x"] == 4


@pytest.mark.parametrize(
    ("texts", "modules", "in_notebook", "asked"),
    [
        (["x = 1"], [b"y = 2"], True, False),
        (["x = 1", "import asyncio"], [], False, True),
        (["x = 1"], [b"import asyncio"], False, True),
        (["await f()"], [], True, True),
        (["await f()"], [], False, False),
    ],
)
def test_it_is_put_in_place_only_where_it_is_asked_for(
    texts: list[str], modules: list[bytes], in_notebook: bool, asked: bool
) -> None:
    before = asyncio.run
    event_loop.install_if_asked(texts, modules, in_notebook=in_notebook)
    assert (asyncio.run is not before) == asked


def test_code_without_an_await_is_only_executed() -> None:
    names: dict[str, Any] = {}
    event_loop.run_code(compile("x = 1\ny = x + 1", "a", "exec", PyCF_ALLOW_TOP_LEVEL_AWAIT), names)
    assert (names["x"], names["y"]) == (1, 2)
