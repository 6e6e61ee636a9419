"""People, the bodies they work for, their roles, and tokens for machines."""
