"""Which tests start which function: a run without any fault that is watched, once a package."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from cProfile import Profile
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

Codes = dict[int, CodeType]
Function = tuple[str, int]  # file, from the project's folder, and first line with its decorators


@dataclass
class Watched:
    """What a watched run saw: seconds of each test, tests that failed, tests of each function."""

    seconds: dict[str, float] = field(default_factory=partial(defaultdict, float))
    failed: set[str] = field(default_factory=set)
    tests_of: dict[Function, set[str]] = field(default_factory=partial(defaultdict, set))


class Failures:
    """A plugin of pytest that notes what fails, and how long each test takes."""

    def __init__(self) -> None:
        self.watched = Watched()

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a file that cannot be read."""
        if report.failed:
            self.watched.failed.add(report.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up what a test took, and note that it failed."""
        self.watched.seconds[report.nodeid] += report.duration
        if report.failed:
            self.watched.failed.add(report.nodeid)


class Watch(Failures):
    """A plugin of pytest that notes the functions a test starts, those of its fixtures too.

    Parameters
    ----------
    folder : Path
        Code outside of it is not noted.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._started: Codes = {}
        self._by_fixture: dict[int, Codes] = defaultdict(dict)
        self._profile = Profile(subcalls=False, builtins=False)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Watch a test from its fixtures to its end."""
        self._started = {}
        threading.setprofile(self._on_event)
        self._profile.enable()
        try:
            return (yield)
        finally:
            self._take()
            threading.setprofile(None)
            self._keep(item)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        """Note apart what a fixture starts: tests that find it made already rest on it too."""
        self._take()
        outer, self._started = self._started, self._by_fixture[id(fixturedef)]
        self._profile.enable()
        try:
            return (yield)
        finally:
            self._take()
            self._started = outer
            self._profile.enable()

    def _take(self) -> None:
        """Stop watching, and note what was started since it began."""
        self._profile.disable()
        codes = (entry.code for entry in self._profile.getstats())
        self._started |= {id(code): code for code in codes if isinstance(code, CodeType)}
        self._profile.clear()

    def _on_event(self, frame: FrameType, event: str, _: object) -> None:
        """What another thread starts: the profile sees its own thread alone."""
        if event == "call":
            self._started[id(frame.f_code)] = frame.f_code

    def _keep(self, item: pytest.Item) -> None:
        fixtures = getattr(item, "_fixtureinfo", None)
        definitions = fixtures.name2fixturedefs.values() if fixtures else ()
        parts = [self._by_fixture[id(one)] for several in definitions for one in several]
        for codes in (self._started, *parts):
            for code in tuple(codes.values()):  # other threads may still add to them
                path = Path(code.co_filename)
                if path.is_relative_to(self._folder):
                    place = (path.relative_to(self._folder).as_posix(), code.co_firstlineno)
                    self.watched.tests_of[place].add(item.nodeid)
