"""Live and One talk over their JSON interface: what they answer, and how they refuse."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra 'classroom' is not installed")
from starlette.testclient import TestClient

from experiments.rooms.app import app_of
from experiments.simulation import simulate

TALKS, TALK = "/api/live/talks", "/api/live/talk"
FREEZE = "actors.RU.red_lines.freeze.penalty"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("rooms")
    with TestClient(app_of(folder)) as client:
        yield client


def asked(web: TestClient, address: str = TALKS, **body: Any) -> dict[str, Any]:
    reply = web.post(address, json=body)
    assert reply.status_code == 200, reply.text
    given: dict[str, Any] = reply.json()
    return given


def test_talks_are_those_of_the_library(web: TestClient) -> None:
    given = asked(web, runs=120, seed=3, set={FREEZE: 0.1})
    table = simulate("ukraine", runs=120, seed=3, overrides={FREEZE: 0.1})
    counts = {str(k): int(n) for k, n in table["outcome"].value_counts().items()}
    assert given["outcomes"] == counts
    deals = table[table["outcome"] == "deal"]
    assert given["settled"] == len(deals)
    assert given["median_round"] == round(float(deals["end_round"].median()))
    assert given["waiting"][-1] == pytest.approx(100 * (1 - len(deals) / 120), abs=0.05)
    assert sum(group["of_100"] for group in given["groups"]) == 100


def test_whoever_waits_is_told_of_the_compiler_only_while_it_works(
    web: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulate("ukraine", runs=1)
    assert web.get("/api/live/ready").json() == {"ready": True}
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert web.get("/api/live/ready").json() == {"ready": False}


def test_a_preview_is_the_beginning_of_the_whole(web: TestClient) -> None:
    whole = asked(web, runs=200, seed=5)
    first = asked(web, runs=100, seed=5)
    assert first["outcomes"] == asked(web, runs=100, seed=5)["outcomes"]
    table = simulate("ukraine", runs=200, seed=5)["outcome"]
    assert first["settled"] == int((table.head(100) == "deal").sum())
    assert whole["settled"] == int((table == "deal").sum())


def test_the_written_command_plays_the_same_talks(
    web: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    given = asked(web, runs=40, set={FREEZE: 0.5}, lens="K")
    code = given["cli"].removeprefix('python -c "').removesuffix('"')
    exec(code, {})
    shown = capsys.readouterr().out
    for outcome, count in given["outcomes"].items():
        assert f"{outcome} " in shown
        assert str(count) in shown


def test_settlements_lie_between_the_opening_positions(web: TestClient) -> None:
    given = asked(web, runs=100)
    dots = given["ground"]["dots"]
    assert len(dots) == min(50, given["settled"])
    assert dots == sorted(dots)
    for issue in given["terms"]:
        assert 97 <= sum(option["of_100"] for option in issue["options"]) <= 103


@pytest.mark.parametrize("kind", ["typical", "failed", "surprising", "settled"])
def test_a_talk_is_told_with_its_replies(web: TestClient, kind: str) -> None:
    given = asked(web, TALK, kind=kind)
    row = simulate("ukraine", runs=400, seed=1).iloc[given["replicate"]]
    assert given["outcome"] == row["outcome"]
    if kind in ("settled", "failed"):
        assert (given["outcome"] == "deal") == (kind == "settled")
    texts = [step for step in given["steps"] if step["kind"] == "text"]
    assert len(texts) == row["texts"]
    for reply in texts[0]["replies"]:
        said = re.search(r"[Ww]orth (-?\d+)", reply["words"])
        assert "red line" in reply["words"] or abs(int(said[1]) - reply["worth"]) <= 0.6  # type: ignore[index]


def test_the_same_luck_is_told_without_the_changes(web: TestClient) -> None:
    assert asked(web, TALK, replicate=0)["otherwise"] is None
    moved = asked(web, TALK, replicate=0, set={FREEZE: 1.0})
    plain = asked(web, TALK, replicate=0)
    assert moved["otherwise"].startswith(plain["outcome_words"])


def test_every_scenario_and_lens_can_be_shown(web: TestClient) -> None:
    listed = web.get("/api/live/scenarios").json()["scenarios"]
    assert listed
    for scenario in listed:
        for lens in ["", *(lens["name"] for lens in scenario["lenses"])]:
            reply = web.get("/api/live/scenario", params={"name": scenario["name"], "lens": lens})
            told = reply.json()
            paths = {number["path"] for number in told["numbers"]}
            assert set(told["sliders"]) <= paths
        assert asked(web, scenario=scenario["name"], runs=20)["runs"] == 20


def test_every_number_says_who_claims_it(web: TestClient) -> None:
    told = web.get("/api/live/scenario").json()
    for number in told["numbers"]:
        assert number["low"] <= number["value"] <= number["high"]
        assert number["says"]
        assert number["label"]
        assert (number["high"] - number["low"]) / number["step"] <= 500


BAD: list[tuple[Any, int]] = [
    ([], 400), ("x", 400), ({"scenario": 3}, 400), ({"scenario": "../ukraine"}, 400),
    ({"scenario": "/etc/passwd"}, 400), ({"lens": "Q"}, 400), ({"lens": 1}, 400),
    ({"seed": -1}, 400), ({"seed": True}, 400), ({"seed": 1.5}, 400), ({"seed": 2**70}, 400),
    ({"runs": 0}, 400), ({"runs": 10**9}, 400), ({"runs": "many"}, 400), ({"set": []}, 400),
    ({"set": {"actors.XX.aid": 1}}, 400), ({"set": {"war": 1}}, 400), ({"set": {FREEZE: "1"}}, 400),
    ({"set": {FREEZE: None}}, 400), ({"set": {FREEZE: True}}, 400), ({"set": {FREEZE: 7}}, 400),
    ({"set": {FREEZE: 10**400}}, 400), ({"set": {"a" * 5000: 1}}, 400),
    ({"set": {FREEZE: 0.1, FREEZE.lower(): 0.2}}, 400), ({"set": {"war.start": 3.5}}, 400),
    ({"set": {f"a{n}": 1 for n in range(99)}}, 400), ({"sett": {}}, 400),
    ({"set": {"a": "x" * 20_000}}, 413),
]  # fmt: skip


@pytest.mark.parametrize("address", [TALKS, TALK])
@pytest.mark.parametrize(("body", "status"), BAD)
def test_what_cannot_be_used_is_refused_in_a_sentence(
    web: TestClient, address: str, body: Any, status: int
) -> None:
    if address == TALK and isinstance(body, dict) and "runs" in body:
        status = 400  # unknown there
    refused(web.post(address, json=body), status)


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff\xfe", b"{'a': 1}", b'{"seed": NaN}', b"[" * 9000, b'{"seed": 1e999}']
)
def test_what_is_no_json_is_refused(web: TestClient, raw: bytes) -> None:
    headers = {"content-type": "application/json"}
    refused(web.post(TALKS, content=raw, headers=headers), 400)


def test_another_kind_of_content_is_refused(web: TestClient) -> None:
    refused(web.post(TALKS, content=b"{}", headers={"content-type": "text/plain"}), 415)


@pytest.mark.parametrize("body", [{"kind": "x"}, {"kind": []}, {"replicate": -1}])
def test_a_talk_that_is_none_is_refused(web: TestClient, body: dict[str, Any]) -> None:
    refused(web.post(TALK, json=body), 400)


@pytest.mark.parametrize("query", ["name=nowhere", "lens=Q", "name=../x", "name=%00"])
def test_a_scenario_that_is_none_is_refused(web: TestClient, query: str) -> None:
    refused(web.get(f"/api/live/scenario?{query}"), 400)


def refused(reply: Any, status: int) -> None:
    assert reply.status_code == status, reply.text
    words = reply.json()
    assert set(words) == {"error"}
    assert words["error"].endswith(".")
    assert "\n" not in words["error"]
    assert "Traceback" not in words["error"]
    assert len(words["error"]) < 500


BESIDE = "/api/live/beside"


def test_a_second_talk_meets_the_same_luck(web: TestClient) -> None:
    """Beside it, all is alike until the two part ways, and the line given plays both."""
    one = web.post(TALK, json={"replicate": 97}).json()
    names = [choice["id"] for choice in one["besides"]]
    assert "threats" in names
    assert "unmoved" not in names
    two = web.post(BESIDE, json={"replicate": 97, "without": "threats"}).json()
    apart = two["parts_at"]

    def before(talk: dict[str, Any]) -> list[dict[str, Any]]:
        return [step for step in talk["steps"] if step["at"] < apart]

    assert apart > 0
    assert [s["words"] for s in before(one)] == [s["words"] for s in before(two["talk"])]
    assert one["steps"] != two["talk"]["steps"]
    assert two["parting"][0].startswith("They part ways in")
    assert two["cli"].endswith("--replicate 97 --without threats")


def test_a_second_talk_without_the_changes_is_the_scenarios_own(web: TestClient) -> None:
    moved = {"set": {"actors.US.aid": 0.4}, "replicate": 3}
    assert web.post(TALK, json=moved).json()["besides"][0]["id"] == "unmoved"
    two = web.post(BESIDE, json={**moved, "without": "unmoved"}).json()
    assert two["talk"]["steps"] == web.post(TALK, json={"replicate": 3}).json()["steps"]


@pytest.mark.parametrize(
    ("without", "right"),
    [("trheats", "threats"), (7, "as a text"), (None, "as a text"), ("../x", "there is no")],
)
def test_a_second_talk_that_is_none_is_refused(web: TestClient, without: Any, right: str) -> None:
    reply = web.post(BESIDE, json={"replicate": 3, "without": without})
    assert reply.status_code == 400
    assert right in reply.json()["error"]
