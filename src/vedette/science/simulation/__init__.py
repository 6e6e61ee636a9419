"""A simulated network: sources, delays, and events whose truth is known.

29 countries with real regions, six kinds of source, real substance names and invented records,
for demonstrations, benchmarks and preparedness exercises: simulate, write, watch, score.
"""

from vedette.science.simulation.dialects import FILES, encode, write
from vedette.science.simulation.laboratories import TRUE_VALUE, UNIT, Facility, facilities
from vedette.science.simulation.network import ImpossibleSimulation, Simulation, simulate
from vedette.science.simulation.scoring import Mark, Noticed, Scorecard, score
from vedette.science.simulation.substances import KINDS
from vedette.science.simulation.truth import Truth, TruthEvent

__all__ = [
    "FILES",
    "KINDS",
    "TRUE_VALUE",
    "UNIT",
    "Facility",
    "ImpossibleSimulation",
    "Mark",
    "Noticed",
    "Scorecard",
    "Simulation",
    "Truth",
    "TruthEvent",
    "encode",
    "facilities",
    "score",
    "simulate",
    "write",
]
