"""What a scenario allows, without running it: who could agree on what, and who blocks it."""

from experiments.bargaining.situation import Situation as Situation
from experiments.bargaining.situation import analyse as analyse
