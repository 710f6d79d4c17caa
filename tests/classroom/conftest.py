"""A browser on a server of its own for each module of pages."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from tests.classroom.site import visited  # here: without a browser's library it skips a module

    with visited(tmp_path_factory.mktemp("rooms")) as opened:
        yield opened
