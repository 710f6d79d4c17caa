"""A room without any web: joining, the clock, drop-outs, moves out of order, a restart."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from experiments.rooms import House, Room
from experiments.rooms.naming import ANIMALS, CODE_LENGTH, LETTERS, new_name, read_code, shown
from experiments.rooms.room import DEBRIEF, GRACE, MOST_TEAMS, PLAY
from experiments.rooms.showing import for_host, for_team
from experiments.web.refusing import Refused, Tries
from sim import InputError


def playing(teams: int = 2, folder: Path | None = None, **plan: Any) -> tuple[House, Room]:
    house = House(folder)
    room = house.open_room({"seed": 5, **plan})
    for _ in range(teams):
        room.join()
    room.start()
    house.keep(room)
    return house, room


def test_each_team_has_a_talk_of_its_own_in_the_same_luck() -> None:
    _, room = playing(3)
    assert [team.talk for team in room.teams.values()] == [0, 1, 2]
    assert {team.party for team in room.teams.values()} == {"UA"}
    firsts = {talk.model.made.replicate for talk in room.talks}
    assert firsts == {0}


@pytest.mark.parametrize("together", [False, True])
def test_a_brief_is_there_to_be_read_before_the_clock_runs(together: bool) -> None:
    room = House().open_room({"seed": 5, "together": together})
    teams = [room.join() for _ in range(7)]
    before = [for_team(room, team)["brief"] for team in teams]
    room.start()
    seen = [for_team(room, team) for team in teams]
    assert all(one["brief"] is None for one in seen)
    after = [one["seat"]["brief"] for one in seen]
    for key in ("party", "issues", "red_lines"):
        assert [one[key] for one in before] == [one[key] for one in after]
    assert len({json.dumps(one["issues"]) for one in before}) == (7 if together else 1)


def test_teams_fill_one_talk_and_then_the_next() -> None:
    _, room = playing(7, together=True)
    assert [team.talk for team in room.teams.values()] == [0] * 5 + [1] * 2
    assert room.talks[1].people == ("RU", "UA")


def test_a_seat_is_given_once() -> None:
    room = House().open_room({"together": True, "seats": ["UA", "RU"]})
    assert room.join("RU").party == "RU"
    second = room.join("RU")
    assert (second.party, second.talk) == ("RU", 1)


def test_names_are_animals_and_all_differ() -> None:
    names: list[str] = []
    for _ in range(len(ANIMALS) + 3):
        names.append(new_name(names))
    assert len(set(names)) == len(names)
    assert set(names[: len(ANIMALS)]) == set(ANIMALS)


def test_codes_are_read_as_people_write_them() -> None:
    house = House()
    room = house.open_room({})
    assert len(room.code) == CODE_LENGTH
    assert set(room.code) <= set(LETTERS)
    assert read_code(f" {shown(room.code).lower()} ") == room.code


def test_only_so_many_teams_come_in() -> None:
    room = House().open_room({})
    for _ in range(MOST_TEAMS):
        room.join()
    with pytest.raises(Refused, match="full"):
        room.join()


@pytest.mark.parametrize("number", [-1, 1, 2, True, None, "0", 0.0])
def test_a_move_out_of_order_changes_nothing(number: Any) -> None:
    _, room = playing(1)
    (team,) = room.teams.values()
    with pytest.raises(Refused):
        room.move(team, number, team.question, {"do": "join"})
    assert team.moves == 0
    assert room.talks[0].saved()["said"] == []


def test_a_move_that_comes_twice_counts_once() -> None:
    _, room = playing(1)
    (team,) = room.teams.values()
    first = team.question
    room.move(team, 0, first, {"do": "join"})
    with pytest.raises(Refused, match="not due"):
        room.move(team, 0, first, {"do": "join"})
    with pytest.raises(InputError, match="is not open"):
        room.move(team, 1, first, {"do": "join"})
    assert team.moves == 1


def test_the_agent_decides_when_time_is_up_and_it_is_marked() -> None:
    _, room = playing(2, seconds=30)
    one, other = room.teams.values()
    room.move(other, 0, other.question, {"do": "join"})
    asked = one.question
    assert room.tick(29.0) == []
    assert room.tick(1.5) == [one, other]
    assert one.stood_in == [asked]
    assert one.moves == 1
    assert for_team(room, one)["stood_in"] == [asked]
    assert not one.away  # it has its own talk; nobody waits


def test_more_time_is_more_time_and_a_pause_stops_it() -> None:
    _, room = playing(1, seconds=30)
    (team,) = room.teams.values()
    room.extend(60)
    assert room.left(team) == 90.0
    room.pause(True)
    room.tick(1000.0)
    assert room.left(team) == 90.0
    with pytest.raises(Refused, match="paused"):
        room.move(team, 0, team.question, {"do": "join"})
    room.pause(False)
    assert room.tick(91.0) == [team]


def test_an_agent_plays_for_a_drop_out_where_others_wait_until_it_is_back() -> None:
    _, room = playing(2, together=True, seconds=0)
    here, gone = room.teams.values()
    here.lines = 1
    while gone.question is None:
        room.move(here, here.moves, here.question, {"do": "agent"})
    assert room.tick(GRACE / 2) == []
    room.tick(GRACE)
    assert gone.away
    assert gone.stood_in
    table = {seat["party"]: seat for seat in for_team(room, here)["table"]}
    assert table[gone.party]["away"]
    while gone.question is None:
        room.move(here, here.moves, here.question, {"do": "agent"})
    room.move(gone, gone.moves, gone.question, {"do": "agent"})
    assert not gone.away


def test_no_agent_hurries_a_talk_in_which_nobody_waits() -> None:
    _, room = playing(1, seconds=0)
    assert room.tick(10_000.0) == []


def test_an_event_reaches_every_talk_and_is_told() -> None:
    _, room = playing(2)
    room.inject("RU.offensive")
    assert [talk.injects[0]["name"] for talk in room.talks] == ["RU.offensive"] * 2
    for team in room.teams.values():
        assert for_team(room, team)["news"] == ["Russia opens a new offensive."]


def test_a_lecturer_sees_no_private_number() -> None:
    _, room = playing(3)
    told = str(for_host(room))
    for team in room.teams.values():
        assert team.token not in told
    assert room.host not in told
    assert "worth" not in told


def test_a_room_goes_on_after_a_restart(tmp_path: Path) -> None:
    house, room = playing(3, tmp_path, seconds=90)
    teams = list(room.teams.values())
    for team in teams[:2]:
        room.move(team, 0, team.question, {"do": "join"})
    room.inject("CN.back_more")
    room.tick(7.0)
    house.keep(room)
    again = House(tmp_path).rooms[room.code]
    for team in teams:
        assert for_team(again, again.team(team.token)) == for_team(room, team)
    assert for_host(again) == for_host(room)
    assert again.host == room.host
    for one in (room, again):
        same = one.team(teams[0].token)
        one.move(same, 1, same.question, {"do": "decline"})
    assert for_team(again, again.team(teams[0].token)) == for_team(room, teams[0])


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"format": 9}', '{"format": 1}', "\x00", '{"format": 1, "code": 7}']
)
def test_a_broken_file_stops_no_other_room(
    tmp_path: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _, room = playing(1, tmp_path)
    (tmp_path / "BROKEN.json").write_text(content)
    assert list(House(tmp_path).rooms) == [room.code]
    assert "BROKEN.json" in capsys.readouterr().err
    assert (tmp_path / "BROKEN.json").read_text() == content


@pytest.mark.parametrize(
    "kept",
    [{"terms": [99] * 9}, {"terms": [0]}, {"policy": "no such"}, {"levers": 3}, {"terms": 7}],
)
def test_a_room_that_no_longer_fits_its_scenario_stops_no_other(
    tmp_path: Path, kept: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    _, room = playing(1, tmp_path)
    file = tmp_path / f"{room.code}.json"
    told = json.loads(file.read_text())
    said = {"party": "UA", "question": "1.answer", "do": "no"}
    told["talks"][0]["said"] = [said | kept]
    file.write_text(json.dumps(told))
    _, other = playing(1, tmp_path)
    assert list(House(tmp_path).rooms) == [other.code]
    assert room.code in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_a_file_with_tokens_is_its_owners_alone(tmp_path: Path) -> None:
    _, room = playing(1, tmp_path)
    assert stat.S_IMODE((tmp_path / f"{room.code}.json").stat().st_mode) == 0o600


def test_the_clocks_go_on_whatever_is_wrong_with_one_room(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    house, broken = playing(1)
    _, whole = playing(1)
    house.rooms[whole.code] = whole

    def fail(_: float) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(broken, "tick", fail)
    for _ in range(3):
        house.tick(1.0)
    assert whole.time == 3.0
    told = capsys.readouterr().err
    assert told == f"batna: room {shown(broken.code)}: OSError: no space left\n"


def test_a_closed_room_leaves_nothing(tmp_path: Path) -> None:
    house, room = playing(1, tmp_path)
    house.close(room.code)
    assert list(tmp_path.iterdir()) == []


def test_codes_cannot_be_tried_at_will() -> None:
    now = [0.0]
    house = House(clock=lambda: now[0])
    room = house.open_room({})
    for _ in range(house.tries.most):
        with pytest.raises(Refused, match="no room"):
            house.find("ZZZZZZ", "1.2.3.4")
    with pytest.raises(Refused, match="Too many"):
        house.find(room.code, "1.2.3.4")
    assert house.find(room.code, "1.2.3.5") is room
    now[0] = house.tries.within + 1
    assert house.find(room.code, "1.2.3.4") is room


def test_tries_take_no_more_memory_than_they_may() -> None:
    tries = Tries(kept=50)
    for number in range(500):
        tries.miss(f"address {number}", 0.0)
    assert len(tries.misses) == 50


def test_rooms_that_nobody_uses_are_closed() -> None:
    now = [0.0]
    house = House(clock=lambda: now[0])
    old = house.open_room({})
    now[0] = 25 * 3600.0
    new = house.open_room({})
    assert list(house.rooms) == [new.code]
    assert old.code != new.code


@pytest.mark.parametrize(
    "plan",
    [
        {"x": 1}, {"scenario": "/etc/passwd"}, {"scenario": 3}, {"lens": 1}, {"lens": "no"},
        {"overrides": []}, {"overrides": {"a": "b"}}, {"overrides": {"no.such": 1.0}},
        {"seed": -1}, {"seed": True}, {"seed": 1.5}, {"seats": []}, {"seats": ["X"]},
        {"seats": "UA"}, {"seats": [["UA"]]}, {"together": 1}, {"seconds": -1}, {"seconds": 10**9},
    ],
)  # fmt: skip
def test_a_room_that_cannot_be_is_refused_in_a_sentence(plan: dict[str, Any]) -> None:
    house = House()
    with pytest.raises((Refused, InputError)) as refused:
        house.open_room(plan)
    assert str(refused.value)
    assert house.rooms == {}


def test_the_end_lets_agents_play_the_rest(tmp_path: Path) -> None:
    _, room = playing(2, together=True)
    room.end()
    assert all(talk.over for talk in room.talks)
    assert all(team.stood_in for team in room.teams.values())
    with pytest.raises(Refused):
        room.end()


def test_talks_end_one_by_one_and_nothing_moves_meanwhile() -> None:
    _, room = playing(3)
    team = next(iter(room.teams.values()))
    over = []
    for talk in room.ending():
        over.append(talk.over)
        assert sum(one.over for one in room.talks) == len(over)
        assert room.phase == PLAY
        with pytest.raises(Refused, match="paused"):
            room.move(team, team.moves, team.question or "", {"do": "agent"})
        for meanwhile in (
            lambda: room.pause(False), room.end, room.join,
            lambda: room.inject(next(iter(room.plan.injects))),
        ):  # fmt: skip
            with pytest.raises(Refused):
                meanwhile()
        assert for_host(room)["closing"]
    assert over == [True] * 3
    assert (room.phase, room.paused, room.closing) == (DEBRIEF, False, False)
