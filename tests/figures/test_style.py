"""The palette and the paper."""

from __future__ import annotations

import itertools
from pathlib import Path

import matplotlib
import pytest

from experiments.figures.style import INK, LOOKS, OUTCOMES, figure, ink_on, look_of, save, styled
from tests.figures.eyes import SEEN, apart


def test_the_eight_outcomes_stand_in_their_order() -> None:
    assert OUTCOMES == ("deal", "limited", "frozen", "protracted", "exhaustion", "capitulation",
                        "escalation", "wider_war")  # fmt: skip
    assert (look_of("deal").colour, look_of("wider_war").colour) == ("#2166ac", "#b35806")


def test_each_outcome_has_its_own_shape_colour_and_label() -> None:
    for field in ("marker", "colour", "label", "clause"):
        assert len({getattr(look, field) for look in LOOKS}) == len(LOOKS)


@pytest.mark.parametrize("eye", SEEN)
def test_neighbours_differ_for_every_kind_of_eye(eye: str) -> None:
    for one, other in itertools.pairwise(LOOKS):
        difference = apart(one.colour, other.colour, eye)
        assert difference > 20, (one.outcome, other.outcome, difference)


def test_unknown_outcome_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown outcome 'peace'"):
        look_of("peace")


def test_ink_contrasts_with_its_ground() -> None:
    assert (ink_on("#2166ac"), ink_on("#bdbdbd")) == ("#ffffff", INK)


def test_a_figure_needs_positive_sides() -> None:
    with pytest.raises(ValueError, match="positive sides"):
        figure(0, 7)


def test_settings_are_put_back_and_do_not_leak_in() -> None:
    before = dict(matplotlib.rcParams)
    with matplotlib.rc_context({"font.size": 31, "axes.spines.top": True}):
        seen = styled(
            lambda: (matplotlib.rcParams["font.size"], matplotlib.rcParams["axes.spines.top"])
        )()
    assert seen == (10.0, False)
    assert dict(matplotlib.rcParams) == before


def test_save_writes_png_and_svg_beside_each_other(tmp_path: Path) -> None:
    fig = figure(2, 1)
    fig.suptitle("Costs $5 and more")
    png, svg = save(fig, tmp_path / "new" / "shares.v1")
    assert (png.name, svg.name) == ("shares.v1.png", "shares.v1.svg")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert b"<title>Costs $5 and more</title>" in svg.read_bytes()
    assert b"<dc:date>" not in svg.read_bytes()
