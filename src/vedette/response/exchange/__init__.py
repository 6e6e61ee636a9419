"""Who is told, by which channel, and whether it arrived: one folder a channel."""
