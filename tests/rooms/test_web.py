"""The rooms over the web: who may do what, and what is refused, with nothing lost."""

import json
import re
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from experiments.rooms.app import app_of
from experiments.rooms.naming import read_code
from experiments.rooms.takeaway import row
from experiments.web.asked import MOST_BYTES

JSON = {"content-type": "application/json"}
SECRET = ("code", "seat", "host", "predict", "move", "worth", "hint", "advice", "score", "debrief")


class Class:
    """A room with two teams, over the web."""

    def __init__(self, client: TestClient, **plan: Any) -> None:
        self.client = client
        opened = client.post("/api/rooms", json={"seed": 5, "seconds": 0, **plan}).json()
        self.code, self.host = read_code(opened["code"]), opened["host"]
        self.teams = [self.post("/join", {}).json()["token"] for _ in range(2)]

    def post(self, path: str, body: Any, token: str | None = None) -> Any:
        url, sent = f"/api/rooms/{self.code}{path}", json.dumps(body)
        return self.client.post(url, content=sent, headers=bearer(token) | JSON)

    def get(self, path: str, token: str | None = None) -> Any:
        return self.client.get(f"/api/rooms/{self.code}{path}", headers=bearer(token))

    def start(self) -> "Class":
        assert self.post("/host", {"do": "start"}, self.host).status_code == 200
        return self

    def move(self, team: int, **given: Any) -> Any:
        seen = self.get("/seat", self.teams[team]).json()
        due = {"n": seen["moves"], "question": seen["seat"]["question"]["question"]}
        return self.post("/move", due | given, self.teams[team])


def bearer(token: str | None) -> dict[str, str]:
    return {} if token is None else {"authorization": f"Bearer {token}"}


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(app_of(None, ahead=False, runs=40)) as opened:
        yield opened


def test_a_class_from_the_first_guess_to_the_debrief(client: TestClient) -> None:
    room = Class(client)
    assert room.post("/predict", {"value": 40}, room.teams[0]).json()["prediction"] == 40
    room.start()
    assert room.move(0, do="join").json()["moves"] == 1
    hinted = room.post("/hint", {}, room.teams[0]).json()
    assert hinted["hints"] == 1
    assert room.post("/advice", {}, room.teams[0]).json()["words"]
    assert room.get("/debrief", room.teams[0]).status_code == 409
    assert room.post("/host", {"do": "end"}, room.host).status_code == 200
    score = room.get("/score", room.teams[0]).json()
    assert (score["hints"], score["advice"], score["party"]) == (1, 1, "UA")
    assert score["runs"] == 40


def test_the_worth_of_a_text_follows_its_terms(client: TestClient) -> None:
    room = Class(client).start()
    while True:
        asked = room.get("/seat", room.teams[0]).json()["seat"]["question"]
        if asked["kind"] == "answer":
            break
        do = {"join": "decline", "levers": "levers"}[asked["kind"]]
        room.move(0, do=do)

    def worth(terms: dict[str, str]) -> float:
        return float(room.post("/worth", {"terms": terms}, room.teams[0]).json()["worth"])

    assert worth(asked["start"]) == asked["worth"]
    assert worth(asked["start"] | {"GUAR": "troops"}) > worth(asked["start"] | {"GUAR": "none"})


def test_without_the_right_token_nothing_is_told_or_done(client: TestClient) -> None:
    room, other = Class(client).start(), Class(client).start()
    before = room.get("/host", room.host).json() | {"time": 0.0}  # a clock runs on
    for token in (None, "", "x", other.teams[0], other.host, room.teams[0] + "x", "é"):
        header = {} if token is None else {"authorization": f"Bearer {token}".encode()}
        for path in ("/seat", "/score", "/host", "/debrief", "/debrief.csv", "/take-home",
                     "/take-home.html", "/events"):  # fmt: skip
            reply = client.get(f"/api/rooms/{room.code}{path}", headers=header)
            assert reply.status_code in (401, 403), (path, token)
            assert set(reply.json()) == {"error"}
        for path in ("/predict", "/move", "/worth", "/hint", "/advice", "/host"):
            reply = client.post(f"/api/rooms/{room.code}{path}", json={}, headers=header)
            assert reply.status_code in (401, 403), (path, token)
    assert room.get("/host", room.teams[0]).status_code == 403
    assert room.post("/host", {"do": "end"}, room.teams[0]).status_code == 403
    assert room.post("/move", {"n": 0}, room.host).status_code == 401
    assert room.get("/host", room.host).json() | {"time": 0.0} == before


def test_a_lecturer_of_one_room_is_nobody_in_another(client: TestClient) -> None:
    room, other = Class(client), Class(client)
    assert other.post("/host", {"do": "start"}, room.host).status_code == 403


def test_replayed_and_reordered_moves_are_refused(client: TestClient) -> None:
    room = Class(client).start()
    seen = room.get("/seat", room.teams[0]).json()
    first = {"n": 0, "question": seen["seat"]["question"]["question"], "do": "join"}
    assert room.post("/move", first, room.teams[0]).status_code == 200
    now = room.get("/seat", room.teams[0]).json()
    for body in (first, first | {"n": 1}, first | {"n": 7}, {"n": 1, "do": "join"}):
        assert room.post("/move", body, room.teams[0]).status_code in (400, 409)
    assert room.get("/seat", room.teams[0]).json() == now
    assert room.get("/seat", room.teams[1]).json()["moves"] == 0


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400), (b"{", 400), (b"[]", 400), (b"null", 400), (b"1", 400), (b'{"n": NaN}', 400),
        (b"\xff\xfe", 400), (b"[" * 9000, 400), (b'{"a":' * 2000, 400), (b'{"n": 1e999}', 400),
        (b" " * (MOST_BYTES + 1), 413), (b'{"do": "' + b"x" * 2 * MOST_BYTES + b'"}', 413),
    ],
)  # fmt: skip
def test_a_body_that_is_none_is_refused(client: TestClient, body: bytes, status: int) -> None:
    room = Class(client).start()
    before = room.get("/seat", room.teams[0]).json()
    url = f"/api/rooms/{room.code}/move"
    reply = client.post(url, content=body, headers=bearer(room.teams[0]) | JSON)
    assert reply.status_code == status
    assert reply.json()["error"].endswith(".")
    assert room.get("/seat", room.teams[0]).json() == before


def test_only_json_is_read_so_that_other_pages_cannot_post(client: TestClient) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        head = {"content-type": kind} if kind else {}
        assert client.post("/api/rooms", content=b"{}", headers=head).status_code == 415


@pytest.mark.parametrize(
    ("host", "status"),
    [("evil.example", 421), ("127.0.0.1.evil.example:8000", 421), ("", 421),
     ("127.0.0.1:8000", 201), ("[::1]:8000", 201), ("localhost:8000", 201),
     (f"{socket.gethostname()}:8000", 201)],
)  # fmt: skip
def test_a_page_that_another_name_led_here_may_do_nothing(
    client: TestClient, host: str, status: int
) -> None:
    """A name may be made to point here, and its page is then of the same origin (rebinding)."""
    reply = client.post("/api/rooms", json={}, headers={"host": host})
    assert reply.status_code == status


def test_rooms_are_opened_on_the_lecturers_machine_alone() -> None:
    with TestClient(app_of(None, ahead=False), client=("192.168.1.9", 5000)) as phone:
        assert phone.post("/api/rooms", json={}).status_code == 403


def test_rooms_are_listed_to_the_lecturers_machine_alone(client: TestClient) -> None:
    opened = [client.post("/api/rooms", json={}).json()["code"] for _ in range(2)]
    listed = client.get("/api/rooms").json()["rooms"]
    assert {room["code"] for room in listed} == set(opened)
    assert {tuple(room) for room in listed} == {("code", "phase")}
    phone = TestClient(client.app, client=("192.168.1.9", 5000))
    assert phone.get("/api/rooms").json() == {"rooms": []}


def test_the_take_home_page_is_played_part_by_part_and_tells_nobody_s_secrets(
    client: TestClient,
) -> None:
    room = Class(client, scenario="new_recruit", overrides={"TALKS.rounds": 30})
    room.post("/predict", {"value": 43}, room.teams[0])
    room.start().post("/hint", {}, room.teams[0])
    assert room.get("/take-home", room.host).status_code == 409
    assert room.get("/take-home.html", room.host).status_code == 409
    room.post("/host", {"do": "end"}, room.host)
    assert room.get("/take-home.html", room.host).status_code == 409  # nobody has asked for it
    seen = [room.get("/take-home", room.teams[0]).json()]
    while not seen[-1]["ready"]:
        time.sleep(0.1)
        seen.append(room.get("/take-home", room.teams[1]).json())
    done = [one["done"] for one in seen]
    assert done == sorted(done)
    assert done[-1] == seen[-1]["whole"]
    reply = room.get("/take-home.html", room.teams[1])
    assert reply.headers["content-disposition"].startswith("attachment")
    found = re.search(r'id="data">(.*?)</script>', reply.text, re.S)
    assert found
    held = json.loads(found[1])
    assert held["debrief"]["predictions"] == [43]
    assert held["sliders"][0]["start"] == 30
    assert "talks.rounds=30" in held["about"]["command"]
    assert "larger" in held["about"]["note"]
    assert set(held["debrief"]["sheet"][0]) == {
        "team", "party", "outcome", "walked", "round", "points", "versus", "agents", "runs",
            "same_luck", "same_luck_outcome",
    }  # fmt: skip
    for secret in (room.code, room.host, *room.teams):
        assert secret not in reply.text


def test_a_take_home_page_that_fails_says_so_and_may_be_asked_for_again(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Class(client, scenario="new_recruit").start()
    room.post("/host", {"do": "end"}, room.host)
    reckoning = client.app.state.rooms.reckoning  # type: ignore[attr-defined]
    real = reckoning.of

    async def breaks(function: Any, *given: Any) -> Any:
        if function is row:
            raise RuntimeError("a worker died")
        return await real(function, *given)

    monkeypatch.setattr(reckoning, "of", breaks)
    replies = [room.get("/take-home", room.host)]
    while replies[-1].status_code == 200 and not replies[-1].json()["ready"]:
        time.sleep(0.05)
        replies.append(room.get("/take-home", room.host))
    assert replies[-1].status_code == 409
    assert replies[-1].json() == {"error": "The page could not be made; try once more."}
    monkeypatch.undo()
    again = room.get("/take-home", room.host).json()
    assert (again["done"], again["ready"]) == (0, False)


def test_codes_cannot_be_guessed_by_trying(client: TestClient) -> None:
    room = Class(client)
    tried = [client.get(f"/api/rooms/AAAAA{n}").status_code for n in range(2, 14)]
    assert tried[:10] == [404] * 10
    assert set(tried[10:]) == {429}
    assert room.get("").status_code == 429  # not even the right one, for a minute


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)  # fmt: skip
KEYS = ("n", "question", "do", "terms", "levers", "policy", "rest", "stances", "value", "name",
        "seconds", "party")  # fmt: skip
known = st.sampled_from(
    ["accept", "refuse", "table", "levers", "join", "agent", "leave", "inject", "extend", "pause",
     "RU.offensive", {"TERR": "freeze"}, ["raid"], {"truce": True}, 0, 1, 60, "0.join.moratorium"]
)  # fmt: skip
bodies = st.dictionaries(st.sampled_from(KEYS), known | anything, max_size=6)


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=bodies | anything,
    path=st.sampled_from(["/join", "/predict", "/move", "/worth", "/hint", "/advice", "/host"]),
)
def test_whatever_is_sent_is_answered_and_disturbs_nobody(
    fuzzed: tuple[Class, str], body: Any, path: str
) -> None:
    """The second team's seat stays as it is, whatever the first (or the lecturer) sends."""
    room, before = fuzzed
    who = room.host if path == "/host" else room.teams[0]
    if path == "/host" and isinstance(body, dict):
        body = body | {"do": "inject"}  # what else a lecturer can do does change all seats
    reply = room.post(path, body, who)
    assert reply.status_code in (200, 201, 400, 409), reply.text
    if reply.status_code >= 400:
        assert reply.json()["error"].endswith(".")
    seen = room.get("/seat", room.teams[1]).json()
    assert json.dumps({k: v for k, v in seen.items() if k != "news"}) == before


@pytest.fixture(scope="module")
def fuzzed() -> Iterator[tuple[Class, str]]:
    with TestClient(app_of(None, ahead=False)) as opened:
        room = Class(opened).start()
        seen = room.get("/seat", room.teams[1]).json()
        yield room, json.dumps({k: v for k, v in seen.items() if k != "news"})


plans = st.dictionaries(
    st.sampled_from(["scenario", "lens", "overrides", "seed", "seats", "together", "<b>"]),
    anything | st.sampled_from(["ukraine", "K", True, 5, ["UA"]]),
    max_size=4,
)  # fmt: skip


@settings(max_examples=60)
@given(plan=plans)
def test_whatever_room_is_asked_for_is_answered(plan: Any) -> None:
    with TestClient(app_of(None, ahead=False)) as opened:
        reply = opened.post("/api/rooms", json=plan)
        assert reply.status_code in (201, 400), reply.text


@pytest.mark.parametrize("path", ["/", "/static/main.js", "/api/rooms/x", "/nothing"])
def test_every_reply_says_what_a_browser_may_do(client: TestClient, path: str) -> None:
    reply = client.get(path)
    assert reply.headers["content-security-policy"].startswith("default-src 'self'")
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd"]
)
def test_no_other_file_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_qr_code_is_drawn(client: TestClient) -> None:
    room = Class(client)
    reply = room.get("/qr.svg")
    assert reply.headers["content-type"] == "image/svg+xml"
    assert reply.text.startswith("<svg")
