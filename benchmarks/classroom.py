"""How long Live takes from a slider's move to the paint, in a real browser; prints medians.

``python benchmarks/classroom.py`` starts a server of its own and moves a slider in headless
Chromium, by the keyboard, to values that nobody has asked for before: nothing is remembered.
A preview plays 50 talks, down to 20 where these take too long; letting go plays 400.
"""

import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.rooms.serving import Server

MOVES = 30
FREEZE = "#s-actors-RU-red_lines-freeze-penalty"
# runs in the page: sets the slider, waits for the numbers, then for the frame that shows them
MOVE = """(node, [value, done]) => new Promise((told) => {
  const middle = document.querySelector(".middle"), start = performance.now();
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => told(performance.now() - start)));
  });
  seen.observe(middle.querySelector(".under"), { childList: true, subtree: true });
  node.value = value;
  node.dispatchEvent(new Event("input", { bubbles: true }));
  if (done) node.dispatchEvent(new Event("change", { bubbles: true }));
})"""


def times(page: Any, first: float, done: bool) -> list[float]:
    """Move the slider to values that are new, and give the milliseconds until each is painted."""
    slider, found = page.locator(FREEZE), []
    for number in range(MOVES):
        found.append(slider.evaluate(MOVE, [f"{first + number / 100:.2f}", done]))
        page.wait_for_timeout(60)
    return found


def main() -> None:
    """Measure previews, results on letting go, and values that were seen before."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(Path(folder)) as server,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(server.url)
        page.locator(".middle[data-runs='400']").wait_for(timeout=240_000, state="attached")
        for name, first, done in (
            ("preview", 0.30, False),
            ("let go, 400 talks", 0.62, True),
            ("preview seen before", 0.30, False),
        ):
            found = sorted(times(page, first, done))
            middle, late = statistics.median(found), found[int(0.95 * len(found))]
            sys.stdout.write(f"{name}: median {middle:.0f} ms, p95 {late:.0f} ms\n")
        browser.close()


if __name__ == "__main__":
    main()
