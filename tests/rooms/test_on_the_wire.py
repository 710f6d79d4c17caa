"""Over a real connection: what a seat is sent, lost connections, a server that is killed."""

import json
import threading
from pathlib import Path
from typing import Any

import httpx2
import pytest

from experiments.rooms.keeping import read_room
from experiments.rooms.naming import read_code
from experiments.rooms.room import Room
from experiments.words import points
from tests.rooms.serving import Server

SEATS = ["RU", "UA", "US", "EU", "CN"]


class Wire:
    """Listens to a seat's events, and keeps all that was ever sent to it."""

    def __init__(self, url: str, code: str, token: str) -> None:
        self.base, self.token = f"{url}/api/rooms/{code}", token
        self.heard: list[str] = []
        self.http = httpx2.Client(headers={"authorization": f"Bearer {token}"}, timeout=20)
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def close(self) -> None:
        """Hang up; the line itself ends with the server."""
        self.http.close()
        self.thread.join(20)

    def _listen(self) -> None:
        try:
            head = {"authorization": f"Bearer {self.token}"}
            with httpx2.stream("GET", f"{self.base}/events", headers=head, timeout=60) as reply:
                for line in reply.iter_lines():
                    self.heard += [line] if line.startswith("data: ") else []
        except httpx2.HTTPError:
            return  # the server was killed: that is the test

    def post(self, path: str, body: Any) -> httpx2.Response:
        return self._kept(self.http.post(f"{self.base}{path}", json=body))

    def get(self, path: str) -> httpx2.Response:
        return self._kept(self.http.get(f"{self.base}{path}"))

    def _kept(self, reply: httpx2.Response) -> httpx2.Response:
        self.heard.append(reply.text)
        return reply


def opened(url: str, **plan: Any) -> tuple[str, str]:
    given = httpx2.post(f"{url}/api/rooms", json={"seed": 5, "seconds": 0, **plan}).json()
    return read_code(given["code"]), given["host"]


def seated(url: str, code: str) -> tuple[str, str]:
    given = httpx2.post(f"{url}/api/rooms/{code}/join", json={}).json()
    return given["token"], given["seat"]["party"]


def say(url: str, code: str, host: str, do: str) -> None:
    head = {"authorization": f"Bearer {host}"}
    reply = httpx2.post(f"{url}/api/rooms/{code}/host", json={"do": do}, headers=head, timeout=60)
    assert reply.status_code == 200, reply.text


def rounds_of_all(wires: dict[str, Wire], moves: int) -> None:
    """Let each seat make so many moves, asking for a hint and advice on the way."""
    for _ in range(moves):
        for wire in wires.values():
            seen = wire.get("/seat").json()
            asked = seen["seat"]["question"]
            if asked is None:
                continue
            if "start" in asked:
                wire.post("/hint", {})
                wire.post("/advice", {})
                wire.post("/worth", {"terms": asked["start"]})
            usual = {"do": "agent"}
            given = {"answer": {"do": "refuse"}, "levers": {"do": "levers", "rest": True}}
            due = {"n": seen["moves"], "question": asked["question"]}
            reply = wire.post("/move", due | given.get(asked["kind"], usual))
            assert reply.status_code == 200, reply.text


def private(room: Room, party: str) -> set[str]:
    """Write what a party keeps to itself as it is usually rounded; two decimals and more."""
    told: set[str] = set()
    for talk in room.talks:
        seat = talk.setting.actors.index(party)
        mind = talk.model.mind
        raw = [mind.resolve[seat], *mind.taste[seat], talk.model.private.optimism[seat]]
        for entry in talk.model.rounds:
            raw += [entry.no_deal[party], entry.believed[party]]
            for text in (entry.text, *entry.offers):
                for r in text.replies if text is not None else ():
                    if r.party == party:
                        raw += [r.worth, r.bar, r.blocked, r.no_deal, r.loss, r.probability]
        for value in map(float, raw):
            if value not in (0.0, 0.5, 1.0):
                scaled = points(talk.scenario, value)
                told |= {f"{value:.{n}f}" for n in (3, 4, 5)} | {repr(value), f"{scaled:.2f}"}
                told.add(repr(scaled))
    return told


def test_no_message_holds_another_seats_private_numbers(tmp_path: Path) -> None:
    """Five seats in one talk: every message to each is recorded, and searched for the others'."""
    with Server(tmp_path) as server:
        code, host = opened(server.url, together=True)
        seats = [seated(server.url, code) for _ in SEATS]
        wires = {party: Wire(server.url, code, token) for token, party in seats}
        say(server.url, code, host, "start")
        rounds_of_all(wires, 16)
        room = read_room(tmp_path / f"{code}.json")
    for wire in wires.values():
        wire.close()
    assert room.talks[0].model.rounds[-1].number > 12  # texts have been answered
    for party, wire in wires.items():
        heard = "\n".join(wire.heard)
        assert '"worth"' in heard
        assert sum(line.startswith("data: ") for line in wire.heard) > 5
        for other in SEATS:
            if other != party:
                found = {number for number in private(room, other) if number in heard}
                # by chance a number may meet one of the seat's own
                assert not found - private(room, party), (party, other)
        for token, other in seats:
            assert other == party or token not in heard
        assert host not in heard


def test_a_killed_server_loses_nothing_and_every_room_goes_on(tmp_path: Path) -> None:
    server = Server(tmp_path)
    with server:
        rooms = [opened(server.url), opened(server.url, together=True)]
        seats, lines = [], []
        for code, host in rooms:
            given = [seated(server.url, code) for _ in range(2)]
            say(server.url, code, host, "start")
            seats += [(code, host, token) for token, _ in given]
        for code, _, token in seats:
            lines.append(Wire(server.url, code, token))
            rounds_of_all({"": lines[-1]}, 2)
        seen = {token: _seat(server.url, code, token) for code, _, token in seats}
        server.kill()
        for line in lines:
            line.close()
        server.start()
        for code, _, token in seats:
            assert _seat(server.url, code, token) == seen[token]
        moved = 0
        for code, _, token in seats:
            now = _seat(server.url, code, token)
            if now["seat"]["question"] is not None:
                body = {"n": now["moves"], "question": now["seat"]["question"]["question"],
                        "do": "agent"}  # fmt: skip
                head = {"authorization": f"Bearer {token}"}
                url = f"{server.url}/api/rooms/{code}/move"
                moved += httpx2.post(url, json=body, headers=head).status_code == 200
        assert moved >= 3
        for code, host in rooms:
            say(server.url, code, host, "end")


def _seat(url: str, code: str, token: str) -> Any:
    head = {"authorization": f"Bearer {token}"}
    return httpx2.get(f"{url}/api/rooms/{code}/seat", headers=head, timeout=20).json()


@pytest.mark.parametrize(
    "cut", [b"POST /api/rooms HTTP/1.1\r\n", b"\x00\xff\x00", b"GET / HTTP/9\r\n\r\n"]
)
def test_noise_on_a_connection_disturbs_nobody(tmp_path: Path, cut: bytes) -> None:
    import socket

    with Server(tmp_path) as server:
        for _ in range(20):
            with socket.create_connection(("127.0.0.1", server.port)) as line:
                line.sendall(cut)
        assert httpx2.get(server.url).status_code == 200


def test_many_clients_move_and_each_hears_of_its_own(tmp_path: Path) -> None:
    """A small version of ``benchmarks/classroom_load.py``: no time is asserted."""
    from benchmarks.classroom_load import one_class

    with Server(tmp_path) as server:
        told = one_class(server.url, clients=6, moves=4)
    assert told["refused"] == 0
    assert told["moves"] == 6 * 4
    assert told["heard"] >= 6
    assert json.dumps(told)
