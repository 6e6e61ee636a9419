"""Acute poisonings and deaths: what hospital, mortuary and laboratory tell of one case."""
