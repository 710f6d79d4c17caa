"""A room of a class: its teams and talks, its clock, and what the lecturer and the teams may do."""

from collections.abc import Iterator
from typing import Any

from experiments.rooms.naming import new_name, new_token
from experiments.rooms.plan import Plan
from experiments.rooms.team import Team
from experiments.seats import Talk
from experiments.web.refusing import Refused

PREDICT, PLAY, DEBRIEF = "predict", "play", "debrief"
MOST_TEAMS = 60
GRACE = 20.0  # seconds without a connection after which an agent plays where others wait


class Room:
    """One class.

    All times are seconds of the room's own clock, which stands still while the room is paused.

    Parameters
    ----------
    plan
        Scenario, seed, who sits together, how long a decision may take.
    host
        The lecturer's token.
    """

    def __init__(self, code: str, host: str, plan: Plan) -> None:
        self.code, self.host, self.plan = code, host, plan
        self.phase = PREDICT
        self.paused = False
        self.closing = False  # the talks are being ended
        self.time = 0.0
        self.teams: dict[str, Team] = {}
        self.talks: list[Talk] = []
        self.news: list[str] = []
        self.briefs: dict[tuple[str, int], dict[str, Any]] = {}  # as they are before the talks
        self.used = 0.0  # when anybody last did something, on the wall clock

    def team(self, token: str) -> Team:
        """Find a team by its token."""
        found = self.teams.get(token)
        if found is None:
            raise Refused(401, "This room doesn't know you: join it by its code.")
        return found

    def join(self, party: str | None = None) -> Team:
        """Seat a new team: in the seat it asks for, or the next free one.

        Raises
        ------
        Refused
            If the room is full, or the seat is taken or isn't there.
        """
        if len(self.teams) >= MOST_TEAMS:
            raise Refused(409, f"The room is full: {MOST_TEAMS} teams are the most.")
        if self.phase == DEBRIEF or self.closing:
            raise Refused(409, "The talks of this room are over.")
        if self.phase == PLAY and self.plan.together:
            raise Refused(409, "The talks of this room have begun, and all seats are given.")
        seats = self._free()
        if party is not None:
            seats = [seat for seat in seats if seat[1] == party]
        if not seats:
            raise Refused(409, "No such seat is free in this room.")
        talk, seat = seats[0]
        name = new_name(team.name for team in self.teams.values())
        team = Team(new_token(), name, seat, talk, seen=self.time)
        self.teams[team.token] = team
        if self.phase == PLAY:
            self._begin(talk)
            self.put_questions()
        return team

    def _free(self) -> list[tuple[int, str]]:
        """List the seats that nobody has, talk by talk, in the order in which they are given."""
        taken = {(team.talk, team.party) for team in self.teams.values()}
        talks = range(MOST_TEAMS)
        return [(t, p) for t in talks for p in self.plan.seats if (t, p) not in taken]

    def first_brief(self, team: Team) -> dict[str, Any]:
        """Give a team's brief as it is before the talks, to be read while no clock runs."""
        key = team.party, team.talk
        if key not in self.briefs:
            self.briefs[key] = self.plan.first_brief(*key)
        return self.briefs[key]

    def predict(self, team: Team, value: Any) -> None:
        """Take a team's guess of how many of 100 talks end in a settlement."""
        if self.phase != PREDICT:
            raise Refused(409, "The time for predictions is over.")
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100:
            raise Refused(400, "A prediction is a whole number from 0 to 100.")
        team.prediction = value

    def start(self) -> None:
        """Begin the talks."""
        if self.phase != PREDICT:
            raise Refused(409, "The talks have begun already.")
        if not self.teams:
            raise Refused(409, "Nobody has joined yet.")
        self.phase = PLAY
        for talk in range(max(team.talk for team in self.teams.values()) + 1):
            self._begin(talk)
        self.put_questions()

    def _begin(self, number: int) -> None:
        while len(self.talks) <= number:
            place = len(self.talks)
            people = [team.party for team in self.teams.values() if team.talk == place]
            self.talks.append(self.plan.talk(people, place))

    def ending(self) -> Iterator[Talk]:
        """Let agents play the talks to their end, and go over to the debrief.

        Yields each talk that is over, so that a server can do other things between two; all stand
        still until the last one is.
        """
        if self.phase != PLAY or self.closing:
            raise Refused(409, "There are no talks to end.")
        self.paused = self.closing = True
        try:
            for talk in list(self.talks):
                while not talk.over and talk.open:
                    for party in list(talk.open):
                        self._stand_in(talk, party)
                yield talk
            self.phase, self.paused = DEBRIEF, False
        finally:
            self.closing = False

    def end(self) -> None:
        """Go over to the debrief at once."""
        for _ in self.ending():
            pass

    def pause(self, paused: bool) -> None:
        """Stop or restart the clock; while it stands, no moves are taken."""
        if self.phase != PLAY or self.closing:
            raise Refused(409, "There is nothing to pause.")
        self.paused = paused

    def extend(self, seconds: Any) -> None:
        """Give all that are thinking now more time."""
        whole = isinstance(seconds, int) and not isinstance(seconds, bool)
        if not whole or not 1 <= seconds <= 3600:
            raise Refused(400, "Extend by a whole number of seconds, 1 to 3600.")
        for team in self.teams.values():
            team.asked_at += seconds

    def inject(self, name: Any) -> None:
        """Let something happen in all talks, at the start of each one's next round."""
        if self.phase != PLAY or self.closing:
            raise Refused(409, "There are no talks going on.")
        known = self.plan.injects
        if not isinstance(name, str) or name not in known:
            raise Refused(400, f"There is no such event; known: {', '.join(known)}.")
        for talk in self.talks:
            if not talk.over:
                talk.inject(name)
        self.news.append(known[name])

    def move(self, team: Team, number: Any, question: Any, given: dict[str, Any]) -> None:
        """Let a team answer the question that it was asked.

        Parameters
        ----------
        number
            How many moves the team has made before this one; anything else is refused, so that a
            move that comes twice, too late or too early changes nothing.
        """
        if self.phase != PLAY:
            raise Refused(409, "There are no talks going on.")
        if self.paused:
            raise Refused(409, "The lecturer has paused the talks.")
        if isinstance(number, bool) or not isinstance(number, int):
            raise Refused(400, "'n' is the number of the move, a whole number.")
        if number != team.moves:
            raise Refused(409, f"Move {number} is not due: {team.moves} have been made.")
        if not isinstance(question, str):
            raise Refused(400, "'question' is the name of the question that is answered.")
        self.talks[team.talk].decide(team.party, question, given)
        team.moves += 1
        team.away = False
        self.put_questions()

    def put_questions(self) -> None:
        """Start the clock of every team that has been asked something new."""
        for team in self.teams.values():
            if team.talk >= len(self.talks):
                continue
            asked = self.talks[team.talk].open.get(team.party)
            name = asked.name if asked is not None else None
            if name != team.question:
                team.question, team.asked_at = name, self.time

    def left(self, team: Team) -> float | None:
        """Say how many seconds a team has to decide; None where it isn't asked or has all day."""
        if team.question is None or self.plan.seconds == 0 or self.phase != PLAY:
            return None
        return max(0.0, team.asked_at + self.plan.seconds - self.time)

    def tick(self, seconds: float) -> list[Team]:
        """Let time pass; agents decide where it has run out. Gives the teams they decided for."""
        if self.phase != PLAY or self.paused:
            return []
        self.time += seconds
        played = []
        for team in self.teams.values():
            if team.lines > 0:
                team.seen = self.time
            gone = self.plan.together and self.time - team.seen > GRACE
            if team.question is not None and (gone or self.left(team) == 0.0):
                team.away = gone
                self._stand_in(self.talks[team.talk], team.party)
                played.append(team)
                self.put_questions()
        return played

    def _stand_in(self, talk: Talk, party: str) -> None:
        """Let a team's agent decide in its place, and mark it so."""
        asked = talk.open[party]
        place = self.talks.index(talk)
        for team in self.teams.values():
            if (team.talk, team.party) == (place, party):
                team.stood_in.append(asked.name)
                team.moves += 1
        talk.decide(party, asked.name, {"do": "agent"})
