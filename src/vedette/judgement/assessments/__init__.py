"""What a signal means, how sure we are, and on which rows that rests."""
