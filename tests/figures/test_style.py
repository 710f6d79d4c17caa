"""The palette and the paper."""

from __future__ import annotations

import itertools
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from experiments.figures.style import INK, LOOKS, OUTCOMES, figure, ink_on, look_of, save, styled

# Viénot, Brettel & Mollon (1999), doi:10.1002/(SICI)1520-6378(199908)24:4<243::AID-COL5>3.0.CO;2-3
LMS = np.array(
    [[17.8824, 43.5161, 4.11935], [3.45565, 27.1554, 3.86714], [0.0299566, 0.184309, 1.46709]]
)
SEEN = {
    "usual": np.eye(3),
    "protanopia": np.array([[0, 2.02344, -2.52581], [0, 1, 0], [0, 0, 1]]),
    "deuteranopia": np.array([[1, 0, 0], [0.494207, 0, 1.24827], [0, 0, 1]]),
}


def lab(colour: str, eye: str) -> np.ndarray:
    """Return CIE L*a*b* (D65) of a colour as one kind of eye sees it."""
    linear = np.array(
        [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    )
    linear = np.clip(np.linalg.inv(LMS) @ SEEN[eye] @ LMS @ linear, 0, 1)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = to_xyz @ linear / np.array([0.9505, 1.0, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


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
        difference = np.linalg.norm(lab(one.colour, eye) - lab(other.colour, eye))
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
