"""What is done about it: warnings, and their way to those who need them."""
