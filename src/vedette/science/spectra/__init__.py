"""What a substance breaks into: reading, cleaning, comparing and searching mass spectra."""
