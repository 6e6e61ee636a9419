"""Law as dated data: listings, generic definitions and precursor categories. Not legal advice."""
