"""Torn parts are played again; a full or lost disk ends in a sentence, with nothing lost."""

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from experiments import load
from experiments.endurance import sweep_into
from experiments.running import compacting
from experiments.running import parts as parts_file
from experiments.running.halt import Halted
from experiments.running.ledger import MANIFEST
from experiments.running.parts import find_parts
from experiments.store import digest
from tests.command import told
from tests.running import ASKED, alone, half_done, parts


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 1
    path.write_bytes(bytes(data))


TEARS: dict[str, Callable[[Path], object]] = {
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "empty": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "a bit": flipped,
    "another's rows": lambda path: path.write_bytes(
        sorted(path.parent.glob("0*"))[-1].read_bytes()
    ),
}


@pytest.mark.parametrize("known", [True, False], ids=["checksum", "no checksum"])
@pytest.mark.parametrize("tear", TEARS)
def test_a_torn_part_is_played_again(tmp_path: Path, tear: str, known: bool) -> None:
    half_done(tmp_path)
    if not known:
        (tmp_path / MANIFEST).unlink()
    before = parts(tmp_path)
    torn = tmp_path / "parts" / sorted(before)[1]
    TEARS[tear](torn)
    (tmp_path / "parts" / f".{torn.name}.abc").write_bytes(b"what a killed worker left")
    played: list[int] = []
    manifest = sweep_into(ASKED, tmp_path, progress=lambda n, *_: played.append(n))
    assert played[0] == 40 * (len(before) - 1)
    assert manifest["digest"] == alone()
    assert sorted(os.listdir(tmp_path)) == ["manifest.json", "runs.parquet"]


def test_overlapping_parts_count_once(tmp_path: Path) -> None:
    half_done(tmp_path / "a")
    half_done(tmp_path / "b", chunk=50)
    for path in (tmp_path / "b" / "parts").glob("0*"):
        path.rename(tmp_path / "a" / "parts" / path.name)
    found = find_parts(tmp_path / "a", None, {})
    ends = [(part.ids.start, part.ids.stop) for part in found.sound]
    assert all(one[1] <= other[0] for one, other in pairwise(ends))
    assert found.torn
    assert sweep_into(ASKED, tmp_path / "a")["digest"] == alone()


def full(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("place", ["part", "manifest", "table", "digest"])
def test_a_full_disk_is_told_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    before = parts(half_done(tmp_path))
    with monkeypatch.context() as patch:
        if place == "part":
            patch.setattr(parts_file, "write_through", full)
        elif place == "manifest":
            patch.setattr("experiments.running.ledger.place", full)
        elif place == "table":
            patch.setattr(compacting, "flush", full)
        else:
            patch.setattr(compacting, "settle", full)
        with pytest.raises(Halted) as caught:
            sweep_into(ASKED, tmp_path, executor="threads")
    message = str(caught.value)
    assert "\n" not in message
    assert f"{tmp_path}: it can't be written (No space left on device); " in message
    assert "negotiations are kept, run the same again to go on" in message
    assert before.items() <= parts(tmp_path).items()
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".")]
    assert json.loads((tmp_path / MANIFEST).read_text())["state"] == "unfinished"
    assert sweep_into(ASKED, tmp_path)["digest"] == alone()


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """Mount a small file system, where one may."""
    place = tmp_path / "tiny"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except OSError:
        pytest.skip("there is no mount")
    if done.returncode:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_really_full(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tiny / "out"
    with pytest.raises(Halted, match=r"can't be written \(No space left on device\); [\d,]+ nego"):
        sweep_into(ASKED, out, jobs=1, executor="threads", chunk=40)
    kept = parts(out)
    assert kept
    subprocess.run(["mount", "-o", "remount,size=4m", str(tiny)], check=True)
    done: list[int] = []
    manifest = sweep_into(ASKED, out, progress=lambda n, *_: done.append(n))
    assert done[0] == 40 * len(kept)
    assert manifest["digest"] == alone() == digest(load(out))


def test_the_command_line_ends_with_status_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compacting, "flush", full)
    answer = told(capsys, "sweep", "aid", "--runs", 1, "--out", tmp_path / "out")
    assert (answer.status, answer.out) == (1, "")
    (line,) = answer.err.splitlines()
    assert line.startswith(f"batna: {tmp_path / 'out'}: it can't be written (No space left")
    assert "Traceback" not in line
