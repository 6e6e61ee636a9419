"""What is already known: law, laboratories, places and substances, as dated data."""
