"""What whole numbers stand for: kinds, purposes of draws, and places in the table's arrays."""

EXACT, AMENDMENT = 0, 1
PROCEDURES = ("exact", "amendment")
OWN, NASH, EGALITARIAN, KALAI_SMORODINSKY, UTILITARIAN = 0, 1, 2, 3, 4
AIMS = ("own", "nash", "egalitarian", "kalai_smorodinsky", "utilitarian")
OWNERS, UNANIMITY, QUOTA = 0, 1, 2
CONSENT_RULES = ("owners", "unanimity", "quota")
SINGLE_TEXT, ALTERNATING_OFFERS, MONOTONIC_CONCESSION, OPEN_VOTE = 0, 1, 2, 3
PROTOCOLS = ("single_text", "alternating_offers", "monotonic_concession", "open_vote")
PUBLIC_WEIGHTS, OPEN_TASTES, OWN_ALONE = 0, 1, 2  # what a party may see of the others' interests
REGIMES = ("public", "open", "closed")
# how a party may decide; what each does stands in agents/strategies
MINDS = (
    "logit", "boulware", "linear", "conceder", "relative_tft", "random_tft", "averaged_tft",
    "hardliner", "rational", "micro", "trade_off", "zeuthen", "subgame_perfect",
)  # fmt: skip
(
    LOGIT, BOULWARE, LINEAR, CONCEDER, RELATIVE_TFT, RANDOM_TFT, AVERAGED_TFT,
    HARDLINER, RATIONAL, MICRO, TRADE_OFF, ZEUTHEN, SUBGAME_PERFECT,
) = range(13)  # fmt: skip

# purposes of a draw: the middle address of (round, purpose, party)
BATTLE, WIDER_WAR, ANSWER, THREAT, PROMISE, RESUMPTION = 0, 1, 2, 3, 4, 5
# … of which the third place is the lever's, the agreement's or the policy's own number
MOVE, GAMBLE, LAPSE, BREACH, LEAVE, JOIN = 6, 7, 8, 9, 10, 11  # JOIN: one for each member, to 14
BID = 15  # … and the drafter's own, where its strategy draws
PURPOSES = 16

KINDS = (
    "aid", "sanctions", "deep_strikes", "gift", "replacement", "unity",
    "offensive", "grid_strikes", "raid", "sponsor", "ultimatum",
)  # fmt: skip
(
    AID, SANCTIONS, DEEP_STRIKES, GIFT, REPLACEMENT, UNITY,
    OFFENSIVE, GRID_STRIKES, RAID, SPONSOR, ULTIMATUM,
) = range(11)  # fmt: skip

TEXT_KINDS = ("main", "counter", "direct", "offer")
# what a text is: the mediator's or the chair's, a reply, the belligerents' own, a party's offer
MAIN, COUNTER, DIRECT, OFFER = 0, 1, 2, 3
PARALLEL, SEQUENCED, ALL_OR_NOTHING = 0, 1, 2

GRID = 41  # points of the mediator's picture of a party's resolve
GRID_REACH = 5.0  # … over this many standard deviations either side

# places in World.lever, World.pact, World.push, World.mood and World.at
IN_FORCE, LEFT, REST, SINCE = 0, 1, 2, 3  # SINCE: the first round + 1, 0 never
SUSPENDED, FIRST, BROKEN = 1, 2, 3
TEMPO, TILT = 0, 1
ENGAGEMENT, OUTLOOK = 0, 1
(
    POLICY, OUT, OVER_HEAD, BLOCKED_BY, LOST, OPENED, RESUMED, SPONSORED, NOES, MET, TURNS,
    STANDING, HOLDING,
) = range(13)  # fmt: skip
# in Space.means and Search.kind: parties as bits, place of the power shift, questions
ASKED, REFUSED, INDEX, LEFT_OPEN = 0, 1, 2, 3
KINDS_OF_CELL = 4
RATE, KNOWN = 0, 1  # in Search.swap
COLLAPSE, EXHAUSTION = 0, 1  # in Appraisal.passage
TERMS, PRICE, AT_COLLAPSE, AT_EXHAUSTION = 0, 1, 2, 3  # in what ``stakes`` gives
NO_DEAL, DEAL, WAR_AFTER = 0, 1, 2  # in what ``glance`` gives
