"""Ways to play that several claims share: levers at rest or scripted, red lines, ways to leave."""

from experiments.patterns.pattern import BASE, Arm, arm
from sim.quantity import Quantity
from sim.reading import with_values
from sim.scenario import Issue, RedLine, Scenario

US = "actors.US.levers"
THREATS = "actors.US.threats"
POLICIES = ("balanced", "keep_resources", "escalate", "clean_break")
DEMANDS = {
    "TERR": ("some_ceded", "all_ceded", "crimea_ceded", "withdrawal"),
    "STAT": ("neutral",),
    "ARMS": ("demilitarised",),
}


# --- levers --------------------------------------------------------------------------------------


def all_levers_at_rest(s: Scenario) -> Scenario:
    """Let nobody pull a lever, unless a script says so."""
    paths = [f"actors.{a}.levers.{name}.enabled" for a in s.actors for name in s.actors[a].levers]
    return with_values(s, dict.fromkeys(paths, 0.0))


def us_levers_at_rest(s: Scenario) -> Scenario:
    """Let the mediator pull no lever, unless a script says so."""
    return with_values(s, {f"{US}.{name}.enabled": 0.0 for name in s.actors["US"].levers})


def scripted(lever: str, number: int, on: Arm = BASE) -> Arm:
    """Have a lever pulled in a round, whatever its holder thinks; ``HOLDER.name``."""
    holder, name = lever.split(".")
    path = f"actors.{holder}.levers.{name}"
    return arm(on, values={f"{path}.enabled": 1.0, f"{path}.script": float(number)})


def without(lever: str, on: Arm = BASE) -> Arm:
    """Rule a lever out; ``HOLDER.name``."""
    holder, name = lever.split(".")
    return arm(on, values={f"actors.{holder}.levers.{name}.enabled": 0.0})


STEADY_AID = arm(values={f"{US}.cut_aid.enabled": 0.0, f"{US}.raise_aid.enabled": 0.0})
AID_CUT = scripted("US.cut_aid", 12, STEADY_AID)
AID_RAISED = scripted("US.raise_aid", 12, STEADY_AID)
NO_AID = arm(STEADY_AID, values={"actors.US.aid": 0.0})
US_AT_REST = arm(edit=us_levers_at_rest)
ALL_AT_REST = arm(edit=all_levers_at_rest)
CHINA_AT_REST = arm(values={f"actors.CN.levers.{n}.enabled": 0.0 for n in ("press", "back_more")})
CHINA_PRESSES = scripted("CN.press", 12, CHINA_AT_REST)
NO_RAID = without("UA.raid")
RAID_FIRST = scripted("UA.raid", 0)
OVER_HEAD = scripted("US.ultimatum", 15, US_AT_REST)


# --- threats and leaving -------------------------------------------------------------------------


def threats(russia: float, ukraine: float, credibility: float | None = None) -> Arm:
    """Set how hard the mediator threatens either belligerent."""
    values = {f"{THREATS}.RU.intensity": russia, f"{THREATS}.UA.intensity": ukraine}
    if credibility is not None:
        values |= {f"{THREATS}.{p}.credibility": credibility for p in ("RU", "UA")}
    return arm(values=values)


NO_THREATS = threats(0.0, 0.0)
NO_MEANS = arm(US_AT_REST, NO_THREATS)
STAYS = arm(values={"engagement.fatigue": 0.0})


def leaves(policy: str, number: int = 16) -> Arm:
    """Have the mediator leave in a round, in one way."""
    values = {f"engagement.policies.{p}.enabled": float(p == policy) for p in POLICIES}
    return arm(values=values | {"engagement.script": float(number)})


LEAVES_SOMEHOW = arm(values={"engagement.script": 16.0})


# --- red lines -----------------------------------------------------------------------------------

LAND_LINES = ("land", "some_land")


def russia_wants_land_yielded(s: Scenario) -> Scenario:
    """Have Russia refuse every text in which Ukraine yields no land: a freeze, a mere deferral."""
    lines = s.actors["UA"].red_lines
    yielded = {spot for name in LAND_LINES for spot in lines[name].on}
    spots = tuple(f"TERR.{o}" for o in s.issues["TERR"].options if f"TERR.{o}" not in yielded)
    return _with_line(s, "RU", "land", spots)


UA_LAND_HARD = arm(values={f"actors.UA.red_lines.{n}.hard": 1.0 for n in LAND_LINES})
RU_LAND_HARD = arm(edit=russia_wants_land_yielded)
LAND_HARD = arm(UA_LAND_HARD, RU_LAND_HARD)
LAND_SOFT = arm(
    values={
        **{f"actors.UA.red_lines.{n}.penalty": 0.0 for n in LAND_LINES},
        "actors.RU.red_lines.freeze.penalty": 0.0,
    }
)
UA_LINES = (*LAND_LINES, "neutrality", "demilitarisation")
UA_HARD = arm(NO_THREATS, values={f"actors.UA.red_lines.{n}.hard": 1.0 for n in UA_LINES})
UA_SOFT = arm(NO_THREATS, values={f"actors.UA.red_lines.{n}.penalty": 0.0 for n in UA_LINES})


def russia_insists_on_its_demands(s: Scenario) -> Scenario:
    """Have Russia refuse every text that does not meet its demands in full."""
    spots = tuple(
        f"{issue}.{option}"
        for issue, wanted in DEMANDS.items()
        for option in s.issues[issue].options
        if option not in wanted
    )
    return _with_line(s, "RU", "demands", spots)


def title_not_put_off(s: Scenario) -> Scenario:
    """Take every option off the table that puts title off (Russia's line holds them in part)."""
    return _with_line(s, "RU", "deferral", s.actors["RU"].red_lines["freeze"].in_part)


def _with_line(s: Scenario, party: str, name: str, spots: tuple[str, ...]) -> Scenario:
    """Add a hard red line."""
    actor = s.actors[party]
    model = next(iter(actor.red_lines.values()))
    line = RedLine.model_validate(
        model.model_dump() | {"on": spots, "in_part": (), "hard": _number(1.0, "switch")}
    )
    actor = actor.model_copy(update={"red_lines": actor.red_lines | {name: line}})
    return s.model_copy(update={"actors": s.actors | {party: actor}})


def _number(value: float, unit: str) -> dict[str, object]:
    return Quantity(
        value=value, low=value, high=value, unit=unit, source=("definition",)
    ).model_dump()


RU_INSISTS = arm(UA_HARD, edit=russia_insists_on_its_demands)
NO_DEFERRAL = arm(edit=title_not_put_off)


# --- who must consent, and what is on the table --------------------------------------------------


def eu_not_asked_on_its_sanctions(s: Scenario) -> Scenario:
    """Let the EU's sanctions be disposed of without the EU."""
    free = s.issues["SEU"].model_copy(update={"owners": ()})
    return s.model_copy(update={"issues": s.issues | {"SEU": free}})


def not_asked(s: Scenario, party: str) -> Scenario:
    """Let a party's yes never be needed."""

    def others(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name != party)

    issues: dict[str, Issue] = {}
    for name, issue in s.issues.items():
        options = {
            key: option.model_copy(update={"consent": others(option.consent)})
            for key, option in issue.options.items()
        }
        issues[name] = issue.model_copy(update={"owners": others(issue.owners), "options": options})
    core = s.consent.model_copy(update={"core": others(s.consent.core)})
    return s.model_copy(update={"issues": issues, "consent": core})


def iran_on_the_table(s: Scenario) -> Scenario:
    """Add a side issue that is worth something to Russia and costs the US little."""
    like = s.issues["RES"]
    issue = like.model_copy(update={"name": "Iran", "owners": ("RU", "US")})
    none, deal = tuple(like.options)
    actors, worth = {}, {"RU": 0.05, "US": -0.01}
    for name, actor in s.actors.items():
        weight = actor.weights["RES"].model_copy(update={"value": 1.0, "high": 1.0})
        gain = worth.get(name, 0.0)
        values = {
            none: Quantity(**_number(0.0, "utility")),
            deal: Quantity(**_number(gain, "utility")),
        }
        actors[name] = actor.model_copy(
            update={
                "weights": dict(actor.weights) | {"IRAN": weight},
                "values": dict(actor.values) | {"IRAN": values},
            }
        )
    war = s.war
    assert war is not None
    ends = {
        end: getattr(war, end).model_copy(
            update={"terms": getattr(war, end).terms | {"IRAN": none}}
        )
        for end in ("collapse", "exhaustion")
    }
    return s.model_copy(
        update={
            "issues": s.issues | {"IRAN": issue},
            "actors": actors,
            "war": war.model_copy(update=ends),
        }
    )


NO_EU = arm(edit=eu_not_asked_on_its_sanctions)
IRAN = arm(edit=iran_on_the_table)
