"""How a server of rooms bears a class: the time of a move, many connections, its memory.

``python benchmarks/classroom_load.py`` starts a server of its own and prints: for 30 clients in one
room, each with a talk of its own and moving all the time or after thinking, how long a move takes
(median, 95th percentile, longest); whether 200 connections at once are borne; and the server's
memory after each of several classes that are played to the end, about an hour of class each.
"""

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx2

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

Json = dict[str, Any]


class Client:
    """One student: joins, listens, moves."""

    def __init__(self, http: httpx2.AsyncClient, url: str, code: str) -> None:
        self.http, self.base = http, f"{url}/api/rooms/{code}"
        self.took: list[float] = []
        self.refused = self.heard = 0

    async def join(self) -> None:
        """Take a seat, and listen."""
        given = (await self.http.post(f"{self.base}/join", json={})).json()
        self.head = {"authorization": f"Bearer {given['token']}"}
        self.line = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        url = f"{self.base}/events"
        async with self.http.stream("GET", url, headers=self.head, timeout=None) as reply:
            async for line in reply.aiter_lines():
                self.heard += line.startswith("data: ")

    async def play(self, moves: int, think: float, luck: random.Random) -> None:
        """Move so many times, or to the end, thinking for a while before each."""
        seen = (await self.http.get(f"{self.base}/seat", headers=self.head)).json()
        for _ in range(moves):
            asked = seen["seat"]["question"]
            if asked is None:
                return
            if think:
                await asyncio.sleep(luck.uniform(0.0, 2.0 * think))
            do = {"answer": "refuse", "join": "join"}.get(asked["kind"], "agent")
            body = {"n": seen["moves"], "question": asked["question"], "do": do}
            began = time.perf_counter()
            reply = await self.http.post(f"{self.base}/move", json=body, headers=self.head)
            self.took.append(time.perf_counter() - began)
            self.refused += reply.status_code != 200
            seen = reply.json()

    def leave(self) -> None:
        """Hang up."""
        self.line.cancel()


async def _class(url: str, clients: int, moves: int, think: float) -> Json:
    limits = httpx2.Limits(max_connections=None)
    async with httpx2.AsyncClient(timeout=120, limits=limits) as http:
        plan = {"seed": 5, "seconds": 0}
        opened = (await http.post(f"{url}/api/rooms", json=plan)).json()
        code = opened["code"].replace("-", "")
        host = {"authorization": f"Bearer {opened['host']}"}

        async def say(do: str) -> None:
            await http.post(f"{url}/api/rooms/{code}/host", json={"do": do}, headers=host)

        students = [Client(http, url, code) for _ in range(clients)]
        for student in students:
            await student.join()
        await say("start")
        luck = random.Random(1)
        await asyncio.gather(*(student.play(moves, think, luck) for student in students))
        for student in students:
            student.leave()
        await asyncio.gather(*(student.line for student in students), return_exceptions=True)
        await say("end")
        await say("close")
        took = sorted(t for student in students for t in student.took)
        return {
            "clients": clients, "moves": len(took), "think": think,
            "refused": sum(student.refused for student in students),
            "heard": sum(student.heard for student in students),
            "median": statistics.median(took), "p95": took[int(0.95 * (len(took) - 1))],
            "longest": took[-1],
        }  # fmt: skip


def one_class(url: str, clients: int = 30, moves: int = 40, think: float = 0.0) -> Json:
    """Play one class against a server, and measure its moves in seconds."""
    return asyncio.run(_class(url, clients, moves, think))


async def _connections(url: str, count: int) -> Json:
    limits = httpx2.Limits(max_connections=None)
    async with httpx2.AsyncClient(timeout=60, limits=limits) as http:
        opened = (await http.post(f"{url}/api/rooms", json={})).json()
        code, head = opened["code"].replace("-", ""), {}
        head = {"authorization": f"Bearer {opened['host']}"}
        lines = []
        for _ in range(count):
            request = http.build_request("GET", f"{url}/api/rooms/{code}/events", headers=head)
            lines.append(await http.send(request, stream=True))
        borne = sum(line.status_code == 200 for line in lines)
        one_more = (await http.get(url)).status_code
        for line in lines:
            await line.aclose()
        return {"connections": count, "borne": borne, "page_meanwhile": one_more}


def many_connections(url: str, count: int = 200) -> Json:
    """Open so many lines at once, and see whether the page is still served."""
    return asyncio.run(_connections(url, count))


def memory(process: int) -> float:
    """Give the memory of a process that is in use, in MB (Linux)."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


def main() -> None:
    """Measure and print."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--clients", type=int, default=30)
    given.add_argument("--classes", type=int, default=4)
    asked = given.parse_args()
    from experiments.seats.scores import RUNS
    from tests.rooms.serving import Server

    with tempfile.TemporaryDirectory() as folder, Server(Path(folder), RUNS) as server:
        for think in (3.0, 1.0, 0.0):
            told = one_class(server.url, asked.clients, 12, think)
            print(json.dumps({k: round(v, 3) for k, v in told.items()}), flush=True)
        print(json.dumps(many_connections(server.url)), flush=True)
        for number in range(asked.classes):
            told = one_class(server.url, asked.clients, 100)
            now = memory(server.process.pid)
            print(f"class {number + 1}: {told['moves']} moves, {now:.0f} MB", flush=True)


if __name__ == "__main__":
    main()
