"""Research over its JSON interface: its studies are what Live shows, its sweeps the command's."""

import csv
import io
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

pytest.importorskip("starlette", reason="the extra 'classroom' is not installed")
from starlette.testclient import TestClient

from experiments import simulate, sweep
from experiments.analysis.results import stored_results
from experiments.classroom import routes
from experiments.classroom.numbers import described, scenarios
from experiments.classroom.research import sweeps
from experiments.classroom.research.screen import read_screen, screen_study
from experiments.design import base_scenario, design_points, load_study, point_scenarios
from experiments.rooms.app import app_of
from experiments.running.halt import Halted
from experiments.store import digest
from tests.command import told

AT, TALKS = "/api/research", "/api/live/talks"
AID, FREEZE = "actors.US.aid", "actors.RU.red_lines.freeze.penalty"
PHONE = ("192.168.1.9", 5000)
SMALL: dict[str, Any] = {"vary": [{"path": AID, "levels": 3}], "runs": 20}
LARGE: dict[str, Any] = {"vary": [{"path": AID, "levels": 11}], "runs": 400}


@pytest.fixture(scope="module")
def web() -> Iterator[TestClient]:
    with TestClient(app_of(None, ahead=False)) as client:
        yield client


def asked(web: TestClient, address: str, body: dict[str, Any], status: int = 200) -> Any:
    reply = web.post(address, json=body)
    assert reply.status_code == status, reply.text
    return reply.json()


def ended(web: TestClient, sweep_id: str) -> dict[str, Any]:
    """Wait until a sweep has ended."""
    while True:
        seen: dict[str, Any] = web.get(f"{AT}/sweeps/{sweep_id}").json()
        if seen["state"] != "playing":
            return seen
        time.sleep(0.1)


def cancelled(web: TestClient, sweep_id: str) -> dict[str, Any]:
    asked(web, f"{AT}/sweeps/{sweep_id}/cancel", {})
    return ended(web, sweep_id)


def put_down(given: dict[str, Any], folder: Path) -> Path:
    """Save the files of a study as a reader does."""
    for file in given["files"]:
        (folder / file["name"]).write_text(file["text"], encoding="utf-8")
    return folder / str(given["files"][0]["name"])


def outcomes(table: pd.DataFrame) -> dict[str, int]:
    return {str(name): int(count) for name, count in table["outcome"].value_counts().items()}


@pytest.fixture(scope="module")
def done(web: TestClient) -> dict[str, Any]:
    started = asked(web, f"{AT}/sweeps", {**SMALL, "set": {FREEZE: 0.1}, "lens": "K"}, 201)
    return ended(web, started["id"])


def test_the_study_of_the_first_screen_plays_the_talks_of_live(
    web: TestClient, tmp_path: Path
) -> None:
    given = asked(web, f"{AT}/screen", {})
    table = sweep(put_down(given, tmp_path))
    assert outcomes(table) == asked(web, TALKS, {})["outcomes"]
    assert len(table) == 400


SCREENS: list[tuple[dict[str, Any], dict[str, Any] | None]] = [
    ({}, None),
    ({"set": {FREEZE: 0.61, AID: 0.1}, "seed": 7, "lens": "W"}, None),
    ({"set": {FREEZE: 0.4}}, {"lens": None, "set": {}}),
    ({"set": {FREEZE: 0.4, AID: 0.2}}, {"set": {AID: 0.2}}),
    ({"set": {FREEZE: 0.4, AID: 0.2}}, {"set": {"war.start": 3}}),
    ({"lens": "K"}, {"lens": "W", "set": {}}),
    ({"lens": "K", "set": {FREEZE: 0.4}}, {"lens": None, "set": {AID: 0.2}}),
    ({"set": {FREEZE: 0.4}}, {"set": {FREEZE: 0.4}}),
    ({"scenario": "pie"}, {"set": {}}),
]


@pytest.mark.parametrize(("screen", "pin"), SCREENS)
def test_the_study_of_a_screen_plays_its_talks_and_those_of_its_pin(
    web: TestClient, tmp_path: Path, screen: dict[str, Any], pin: dict[str, Any] | None
) -> None:
    given = asked(web, f"{AT}/screen", {**screen, "pin": pin})
    table = sweep(put_down(given, tmp_path), runs=30)
    shown = [(screen, given["now"])]
    if pin is not None and given["pin"] is not None:
        seed = {key: screen[key] for key in ("seed", "scenario") if key in screen}
        shown.append(({**pin, **seed}, given["pin"]))
    for settings, point in shown:
        own = table[table["design"] == point]
        assert len(own) == 30
        assert outcomes(own) == asked(web, TALKS, {**settings, "runs": 30})["outcomes"]


def test_the_line_for_python_counts_what_live_shows(
    web: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = asked(web, f"{AT}/screen", {"scenario": "pie", "pin": None})
    put_down(given, tmp_path)
    monkeypatch.chdir(tmp_path)
    lines, space = given["python"].splitlines(), dict[str, Any]()
    exec(lines[0], space)
    counts = eval(lines[1], space)
    shown = asked(web, TALKS, {"scenario": "pie"})["outcomes"]
    assert {name: int(count) for (_, name), count in counts.items()} == shown


def test_a_written_study_is_read_back_as_it_was_meant_in_every_reading(tmp_path: Path) -> None:
    for listed in scenarios():
        for lens in [None, *(lens["name"] for lens in listed["lenses"])]:
            known = described(listed["name"], lens)
            path = known["sliders"][0]
            end = next(number["high"] for number in known["numbers"] if number["path"] == path)
            pinned = {"scenario": listed["name"], "lens": lens, "pin": {"set": {path: end}}}
            now, pin = read_screen(pinned)
            screen = screen_study(now, pin)
            study = load_study(put_down(screen.written.shown(), tmp_path))
            if study.file is None:
                assert study == screen.written.study
            scenario = base_scenario(study)
            laid = point_scenarios(study, scenario, design_points(study, scenario))
            assert pin is not None
            assert screen.pin is not None
            for settings, point in ((now, screen.now), (pin, screen.pin)):
                values = {p: q.value for p, q in laid[point].quantities()}
                assert values == {p: q.value for p, q in settings.played().quantities()}


def test_the_rows_of_a_sweep_are_those_of_the_command(
    done: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert done["state"] == "done"
    file = put_down(done["wanted"], tmp_path)
    answer = told(capsys, "sweep", file, "--out", tmp_path / "out", "--json")
    assert answer.status == 0
    assert json.loads(answer.out)["digest"] == done["found"]["digest"]
    assert digest(sweep(file)) == done["found"]["digest"]


def test_what_is_drawn_is_what_the_library_finds(done: dict[str, Any]) -> None:
    deal = next(one for one in done["found"]["measures"] if one["name"] == "deal")
    (axis,) = done["wanted"]["axes"]
    assert axis["values"] == [0.0, 0.65, 1.3]
    for value, cell in zip(axis["values"], deal["cells"], strict=True):
        table = simulate("ukraine", runs=20, lens="K", overrides={FREEZE: 0.1, AID: value})
        assert cell["estimate"] == pytest.approx((table["outcome"] == "deal").mean())
        assert cell["low"] < cell["estimate"] < cell["high"]
        assert cell["n"] == 20


def test_the_rows_can_be_taken_as_csv(web: TestClient, done: dict[str, Any]) -> None:
    reply = web.get(f"{AT}/sweeps/{done['id']}/rows.csv")
    assert "model-not-forecast" in reply.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(reply.text)))
    assert len(rows) == 60
    assert [float(row[AID]) for row in rows[::20]] == [0.0, 0.65, 1.3]
    assert {row["seed"] for row in rows} == {"1"}


def test_the_zip_is_a_folder_that_every_command_reads(
    web: TestClient, done: dict[str, Any], tmp_path: Path
) -> None:
    reply = web.get(f"{AT}/sweeps/{done['id']}/all.zip")
    zipfile.ZipFile(io.BytesIO(reply.content)).extractall(tmp_path)
    name = done["wanted"]["name"]
    results = stored_results(tmp_path / name)
    assert digest(results.runs) == done["found"]["digest"]
    assert "A model, not a forecast" in (tmp_path / name / "README.txt").read_text()
    assert load_study(tmp_path / name / f"{name}.toml") == results.study
    assert len(pd.read_csv(tmp_path / name / "rows.csv")) == 60
    assert set(pd.read_csv(tmp_path / name / "estimates.csv")["measure"]) == set(
        results.study.measures
    )


def test_two_numbers_make_a_grid_and_whole_numbers_stay_whole(web: TestClient) -> None:
    two = [{"path": "war.START", "levels": 11}, {"path": AID, "levels": 3}]
    given = asked(web, f"{AT}/study", {"vary": two, "runs": 20, "set": {"war.start": 3}})
    assert given["axes"][0]["values"] == [2.0, 3.0, 4.0, 5.0]
    assert given["axes"][0]["own"] == 3
    assert (given["points"], given["talks"]) == (12, 240)


def test_one_sweep_at_a_time_and_others_are_answered_meanwhile(web: TestClient) -> None:
    first = asked(web, f"{AT}/sweeps", LARGE, 201)
    second = asked(web, f"{AT}/sweeps", SMALL, 409)
    assert "Another sweep is being played (" in second["error"]
    assert asked(web, TALKS, {"runs": 10, "seed": 77})["runs"] == 10
    assert web.get(f"{AT}/sweeps/{first['id']}/rows.csv").status_code == 409
    seen = cancelled(web, first["id"])
    assert seen["state"] == "cancelled"
    assert seen["done"] < seen["talks"]
    assert seen["found"] is None
    assert web.get(f"{AT}/sweeps/{first['id']}/all.zip").status_code == 409
    third = asked(web, f"{AT}/sweeps", SMALL, 201)
    assert ended(web, third["id"])["state"] == "done"


def test_the_end_of_the_server_is_the_end_of_its_sweeps() -> None:
    app = app_of(None, ahead=False)
    with TestClient(app) as web:
        asked(web, f"{AT}/sweeps", LARGE, 201)
        (sweep,) = app.state.research.sweeps.kept.values()
        assert sweep.folder.is_dir()
    assert not sweep.folder.exists()
    assert not sweep.thread.is_alive()


def test_only_the_newest_are_kept(web: TestClient) -> None:
    ids, path = [], described("pie", None)["sliders"][0]
    for _ in range(sweeps.KEPT + 1):
        body = {"scenario": "pie", "vary": [{"path": path, "levels": 3}], "runs": 20}
        started = asked(web, f"{AT}/sweeps", body, 201)
        assert ended(web, started["id"])["state"] == "done"
        ids.append(started["id"])
    assert web.get(f"{AT}/sweeps/{ids[0]}").status_code == 404
    assert web.get(f"{AT}/sweeps/{ids[1]}").status_code == 200


def test_a_sweep_that_cannot_go_on_says_why_and_names_no_folder(
    web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(study: object, out: Path, **_: object) -> None:
        raise Halted(f"{out}: it can't be written (No space left on device)")

    monkeypatch.setattr(sweeps, "sweep_into", full)
    seen = ended(web, asked(web, f"{AT}/sweeps", SMALL, 201)["id"])
    assert seen["state"] == "failed"
    assert seen["error"] == "The sweep: it can't be written (No space left on device)."


BAD: list[tuple[dict[str, Any], str]] = [
    ({}, "vary: give a list"),
    ({"vary": "all"}, "vary: give a list"),
    ({"vary": []}, "vary: give a list"),
    ({"vary": [1]}, "vary: give objects"),
    ({"vary": [{"path": AID}] * 3}, "vary: give a list of one or two"),
    ({"vary": [{"path": AID}, {"path": AID.lower()}]}, "given twice"),
    ({"vary": [{"path": 3}]}, "vary: path"),
    ({"vary": [{"path": "x" * 5000}]}, "vary: path"),
    ({"vary": [{"path": "actors.XX.aid"}]}, "there is no 'XX'"),
    ({"vary": [{"path": "../../etc/passwd"}]}, "there is no"),
    ({"vary": [{"path": "<img src=x onerror=alert(1)>"}]}, "there is no"),
    ({"vary": [{"path": "war"}]}, "not a number"),
    ({"vary": [{"path": AID, "levels": 2}]}, "levels: give a whole number from 3 to 11"),
    ({"vary": [{"path": AID, "levels": 10**9}]}, "levels"),
    ({"vary": [{"path": AID, "levels": 5.5}]}, "levels"),
    ({"vary": [{"path": AID, "levels": True}]}, "levels"),
    ({"vary": [{"path": AID, "low": 0}]}, "'low' is unknown here"),
    ({**SMALL, "runs": 19}, "runs: give a whole number from 20 to 400"),
    ({**SMALL, "runs": 401}, "runs"),
    ({**SMALL, "runs": "20"}, "runs"),
    ({**SMALL, "out": "/tmp/x"}, "'out' is unknown here"),
    ({**SMALL, "scenario": "../ukraine"}, "scenario: there is no"),
    ({**SMALL, "set": {AID: 99}}, "out of its plausible range"),
    ({**SMALL, "seed": -1}, "seed"),
    ({"vary": [{"path": AID, "levels": 11}, {"path": FREEZE, "levels": 11}], "runs": 200},
     "121 points of 200 talks are 24,200 talks, and 20,000 may be played"),
]  # fmt: skip


@pytest.mark.parametrize("address", ["/study", "/sweeps"])
@pytest.mark.parametrize(("body", "words"), BAD)
def test_what_cannot_be_swept_is_refused_in_a_sentence(
    web: TestClient, address: str, body: dict[str, Any], words: str
) -> None:
    error = asked(web, f"{AT}{address}", body, 400)["error"]
    assert words in error
    assert error.endswith(".")
    assert "\n" not in error
    assert len(error) < 500


def test_a_number_without_a_range_is_refused(web: TestClient) -> None:
    scenario = base_scenario(screen_study(read_screen({})[0]).written.study)
    fixed = next(path for path, q in scenario.quantities() if q.low == q.high)
    error = asked(web, f"{AT}/study", {"vary": [{"path": fixed}]}, 400)["error"]
    assert "has no range to vary over" in error


@pytest.mark.parametrize(
    "pin", [1, "A", [], {"scenario": "pie"}, {"lens": 3}, {"set": []}, {"set": {AID: 7}}]
)
def test_a_pin_that_is_none_is_refused(web: TestClient, pin: Any) -> None:
    assert asked(web, f"{AT}/screen", {"pin": pin}, 400)["error"].endswith(".")


@pytest.mark.parametrize("name", ["x", "..", "..%2f..%2fetc", "%00", "<b>", "a" * 3000])
@pytest.mark.parametrize("end", ["", "/rows.csv", "/all.zip"])
def test_a_sweep_that_is_none_is_not_found(web: TestClient, name: str, end: str) -> None:
    assert web.get(f"{AT}/sweeps/{name}{end}").status_code in (404, 405)


def test_only_json_is_read(web: TestClient) -> None:
    plain = {"content-type": "text/plain"}
    for address in ("/screen", "/study", "/sweeps"):
        assert web.post(f"{AT}{address}", content=b"{}", headers=plain).status_code == 415


def test_others_get_studies_and_no_sweeps(done: dict[str, Any]) -> None:
    with TestClient(app_of(None, ahead=False), client=PHONE) as phone:
        assert phone.get(f"{AT}/offer").json()["here"] is False
        assert asked(phone, f"{AT}/study", SMALL)["talks"] == 60
        assert asked(phone, f"{AT}/screen", {})["command"].startswith("batna sweep screen_")
        tries: list[tuple[Callable[..., Any], str]] = [
            (phone.post, "/sweeps"), (phone.get, f"/sweeps/{done['id']}"),
            (phone.post, f"/sweeps/{done['id']}/cancel"),
            (phone.get, f"/sweeps/{done['id']}/rows.csv"),
            (phone.get, f"/sweeps/{done['id']}/all.zip"),
        ]  # fmt: skip
        for do, address in tries:
            body = {"json": SMALL} if do == phone.post else {}
            reply = do(f"{AT}{address}", **body)
            assert reply.status_code == 403, address
            assert "lecturer's machine" in reply.json()["error"]


def test_other_machines_have_so_many_talks_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "MOST_A_MINUTE", 200)
    app = app_of(None, ahead=False)
    with TestClient(app, client=PHONE) as phone:
        for seed in (1, 2):
            assert asked(phone, TALKS, {"runs": 100, "seed": seed})["runs"] == 100
        error = asked(phone, TALKS, {"runs": 100, "seed": 3}, 429)["error"]
        assert error.startswith("200 talks a minute are the most for one device; try again in")
        assert asked(phone, "/api/live/talk", {"replicate": 0}, 429)["error"].endswith(".")
        assert asked(phone, TALKS, {"runs": 100, "seed": 2})["runs"] == 100  # they are known
    with TestClient(app, client=("192.168.1.10", 5000)) as other:
        assert asked(other, TALKS, {"runs": 100, "seed": 3})["runs"] == 100
    with TestClient(app) as here:
        for seed in range(4, 8):
            assert asked(here, TALKS, {"runs": 100, "seed": seed})["runs"] == 100
