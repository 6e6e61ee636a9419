"""Something departs from what was expected; every signal gets an outcome."""
