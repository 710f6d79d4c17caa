"""One Hypothesis profile for all tests (the same examples every time, no clock); closed pages."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("batna", deadline=None, derandomize=True)
settings.load_profile("batna")


@pytest.fixture(autouse=True)
def _pages_are_closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close what a test has opened in the browser: pages left open take time from the next."""
    yield
    site = request.node.funcargs.get("site")
    for context in site.browser.contexts if site is not None else ():
        context.close()
