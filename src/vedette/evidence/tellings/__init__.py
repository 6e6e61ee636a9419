"""What people tell without an account: kept apart from rows, answered by a code only they have."""
