"""What is reported, as it was reported."""
