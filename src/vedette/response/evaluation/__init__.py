"""How a warning went: how fast, whom it reached, what receivers say, and whether it was right."""
