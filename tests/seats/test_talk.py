"""A talk with people in it: it waits, plays on, and is built again from seed and moves alone."""

import json
from typing import Any

import pytest

from experiments.seats import Talk
from experiments.seats.advice import would_do
from experiments.seats.asking import JOIN, LEVERS
from experiments.seats.picture import question_words
from experiments.words import signed
from sim import InputError, Negotiation
from tests.seats.playing import at_random, play, to_the_agent, ukraine

ALL = ("RU", "UA", "US", "EU", "CN")


@pytest.mark.parametrize("people", [("UA",), ALL])
def test_people_who_leave_all_to_their_agents_change_nothing(people: tuple[str, ...]) -> None:
    talk = Talk(ukraine(), people, seed=5)
    play(talk, to_the_agent)
    assert talk.record().rounds == Negotiation(ukraine(), rng=5).run().rounds


def test_nobody_at_the_table_plays_to_the_end() -> None:
    talk = Talk(ukraine(), (), seed=3)
    assert talk.over
    assert talk.record() == Negotiation(ukraine(), rng=3).run()


@pytest.mark.parametrize("seed", range(3))
def test_seed_and_moves_are_the_whole_state(seed: int) -> None:
    """Broken off anywhere and built again, a talk asks the same and ends the same."""
    talk = Talk(ukraine(), ("UA", "US", "EU"), seed=seed)
    decide = at_random(seed)
    play(talk, decide, rounds=20)
    talk.inject("RU.offensive") if not talk.over else None
    again = Talk(ukraine(), talk.people, seed, saved=json.loads(json.dumps(talk.saved())))
    assert {p: q.name for p, q in again.open.items()} == {p: q.name for p, q in talk.open.items()}
    for one in (talk, again):
        play(one, at_random(99))
    assert one.over
    assert talk.record() == again.record()


def test_a_walk_out_is_built_again_where_it_was() -> None:
    talk = Talk(ukraine(), ("UA", "RU"), seed=5)
    play(talk, at_random(1), rounds=13)
    party, asked = next(iter(talk.open.items()))
    talk.decide(party, asked.name, {"do": "walk"})
    play(talk, at_random(2), rounds=20)
    again = Talk(ukraine(), talk.people, 5, saved=talk.saved())
    assert again.model.rounds == talk.model.rounds
    assert {p: q.name for p, q in again.open.items()} == {p: q.name for p, q in talk.open.items()}


@pytest.mark.parametrize("party", ["UA", "US"])
def test_a_lever_and_a_side_agreement_come_with_the_gain_that_its_agent_goes_by(party: str) -> None:
    talk, met = Talk(ukraine(), (party,), seed=1), set[str]()
    while not talk.over and met != {JOIN, LEVERS}:
        asked = talk.open[party]
        told, agent = question_words(talk, asked), would_do(ukraine(), talk.setting, asked)["words"]
        gains = [told["gain"]] if asked.kind == JOIN else []
        gains += [lever["gain"] for lever in told.get("levers", ())]
        met |= {asked.kind} if gains else set()
        for gain in gains:
            assert f"{signed(gain)} points" in agent
        talk.decide(party, asked.name, {"do": "agent"})
    assert met == {JOIN, LEVERS}


def test_all_who_answer_one_text_are_asked_at_once() -> None:
    talk = Talk(ukraine(), ALL, seed=5)
    while not any(q.kind == "answer" for q in talk.open.values()):
        for party in list(talk.open):
            talk.decide(party, talk.open[party].name, {"do": "agent"})
    asked = {party for party, q in talk.open.items() if q.kind == "answer"}
    assert len(asked) > 1
    first = sorted(asked)[0]
    talk.decide(first, talk.open[first].name, {"do": "refuse"})
    assert set(talk.open) == asked - {first}


def test_a_yes_and_a_no_are_what_the_record_says() -> None:
    def refuses(talk: Talk, asked: Any) -> dict[str, Any]:
        return {"do": "refuse" if asked.kind == "answer" else "agent"}

    talk = Talk(ukraine(), ("UA",), seed=1)
    play(talk, refuses)
    said = [r.yes for t in talk.record().texts for r in t.replies
            if r.party == "UA" and r.asked and t.drafter != "UA"]  # fmt: skip
    assert said
    assert not any(said)
    assert talk.record().terms is None


def test_a_counter_offer_is_tabled_in_the_next_round() -> None:
    talk = Talk(ukraine(), ("UA",), seed=5)
    wanted: dict[str, str] = {}
    when = -1
    while not wanted:
        asked = talk.open["UA"]
        if asked.kind == "answer" and asked.may_counter:
            wanted = {i: next(iter(issue.options)) for i, issue in ukraine().issues.items()}
            wanted |= {"GUAR": "troops"}
            when = asked.round
            talk.decide("UA", asked.name, {"do": "refuse", "terms": wanted})
        else:
            talk.decide("UA", asked.name, {"do": "agent"})
    tabled = [r.text for r in talk.model.rounds if r.number == when + 1]
    assert tabled[0] is not None
    assert (tabled[0].drafter, tabled[0].kind, tabled[0].terms) == ("UA", "counter", wanted)


def test_who_walks_out_says_no_to_the_end_and_is_not_asked_again() -> None:
    talk = Talk(ukraine(), ("UA",), seed=5)
    talk.decide("UA", talk.open["UA"].name, {"do": "walk"})
    assert talk.over
    replies = [r for t in talk.record().texts for r in t.replies if r.party == "UA" and r.asked]
    assert replies
    assert not any(r.yes for r in replies)


def test_a_lever_is_pulled_when_its_holder_says_so() -> None:
    talk = Talk(ukraine(), ("UA",), seed=5)
    while talk.open["UA"].kind != "levers":
        talk.decide("UA", talk.open["UA"].name, {"do": "decline"})
    when = talk.open["UA"].round
    talk.decide("UA", talk.open["UA"].name, {"do": "levers", "levers": ["raid"], "rest": True})
    assert [m.lever for m in talk.model.rounds[when].moves if m.party == "UA"] == ["raid"]


def test_who_rests_is_asked_about_no_levers_before_the_next_text() -> None:
    talk = Talk(ukraine(), ("UA",), seed=5)
    kinds = []
    while not talk.over and "answer" not in kinds:
        asked = talk.open["UA"]
        kinds.append(asked.kind)
        do = {"levers": {"do": "levers", "rest": True}, "join": {"do": "decline"}}
        talk.decide("UA", asked.name, do.get(asked.kind, {"do": "refuse"}))
    assert "answer" in kinds
    assert kinds.count("levers") == 1


def test_an_inject_pulls_a_lever_in_the_next_round() -> None:
    talk = Talk(ukraine(), ("UA",), seed=5)
    number = talk.round + 1
    talk.inject("CN.back_more")
    play(talk, to_the_agent)
    plain = Talk(ukraine(), ("UA",), seed=5)
    play(plain, to_the_agent)
    assert talk.record().levers["back_more"] == number
    assert plain.record().levers.get("back_more") != number


def test_a_leak_costs_the_mediator_trust() -> None:
    talk = Talk(ukraine(), ("UA",), seed=5)
    before = talk.model.world.broken.copy()
    talk.inject("leak")
    while talk.round < 2:
        talk.decide("UA", talk.open["UA"].name, {"do": "agent"})
    mediator = talk.model.public.book.mediator
    grown = talk.model.world.broken - before
    others = [seat for seat in range(5) if seat != mediator]
    assert (grown[others, mediator] >= talk.model.public.book.breach_weight - 0.5).all()


@pytest.mark.parametrize(
    "given",
    [
        {}, {"do": "accept"}, {"do": 1}, {"do": None}, {"do": ["join"]}, {"do": "join", "rest": 1},
        {"do": "join", "stances": {"nothing": True}}, {"do": "join", "stances": {"truce": 1}},
        {"do": "join", "stances": []}, {"do": "x" * 10_000},
    ],
)  # fmt: skip
def test_what_answers_nothing_is_refused_and_changes_nothing(given: dict[str, Any]) -> None:
    talk = Talk(ukraine(), ("UA",), seed=5)
    name = talk.open["UA"].name
    with pytest.raises(InputError) as refused:
        talk.decide("UA", name, given)
    assert len(str(refused.value)) < 400
    assert talk.open["UA"].name == name
    assert talk.saved() == {"said": [], "injects": []}


@pytest.mark.parametrize(
    "terms",
    [None, [], {}, {"TERR": "freeze"}, {"NO": "freeze"}, "freeze", {"TERR": 3}, {"TERR": "swap"}],
)
def test_a_text_that_is_none_is_refused(terms: Any) -> None:
    talk = Talk(ukraine(), ("UA",), seed=5)
    while talk.open["UA"].kind != "draft":
        kind = talk.open["UA"].kind
        do = {"answer": "refuse", "join": "decline", "levers": "levers"}[kind]
        talk.decide("UA", talk.open["UA"].name, {"do": do})
    with pytest.raises(InputError, match="terms"):
        talk.decide("UA", talk.open["UA"].name, {"do": "table", "terms": terms})


def test_a_question_is_answered_once() -> None:
    talk = Talk(ukraine(), ("UA",), seed=5)
    name = talk.open["UA"].name
    talk.decide("UA", name, {"do": "join"})
    with pytest.raises(InputError, match="is not open"):
        talk.decide("UA", name, {"do": "decline"})


@pytest.mark.parametrize("protocol", ["alternating_offers", "monotonic_concession", "open_vote"])
def test_people_sit_in_talks_without_a_mediator_too(protocol: str) -> None:
    from sim.seating import arranged

    scenario = arranged(ukraine(), {}, protocol=protocol)
    talk = Talk(scenario, ("UA", "RU"), seed=2)
    play(talk, to_the_agent)
    assert talk.record().rounds == Negotiation(scenario, rng=2).run().rounds
    other = Talk(scenario, ("UA", "RU"), seed=2)
    play(other, at_random(4))
    assert other.over
