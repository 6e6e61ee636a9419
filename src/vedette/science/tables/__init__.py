"""Questions to the evidence as Ibis expressions: the same on every engine."""
