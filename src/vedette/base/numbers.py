"""Numbers of rows as addresses name them."""

# An address may name any number; a database knows none above this.
LARGEST_ID = 2**63 - 1
