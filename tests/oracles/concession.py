"""Oracle 07: when the claims of two time-dependent tactics meet, on a continuum of shares.

Source
    Faratin, Sierra and Jennings (1998), doi:10.1016/S0921-8890(98)00029-3: a party claims the
    share 1 - t^e of the pie, t the share of time that is over.

Convention
    In each step first the one and then the other accepts the offer on the table if it leaves it
    what it claims by now, or claims anew; t is (step + 1) / (steps + 1).
"""

ENOUGH = 1e-4  # an offer that falls short of a claim by this little will do


def meeting(steps: int, exponents: tuple[float, float]) -> tuple[int, float]:
    """Find the turn, counted from 0, in which a claim is accepted, and the share of the first."""
    table: float | None = None  # the share of the first in the offer on the table
    for turn in range(2 * steps):
        party, t = turn % 2, (turn // 2 + 1) / (steps + 1)
        claim = 1.0 - t ** exponents[party]
        if table is not None and (table if party == 0 else 1.0 - table) >= claim - ENOUGH:
            return turn, table
        table = claim if party == 0 else 1.0 - claim
    raise ValueError("they never meet")
