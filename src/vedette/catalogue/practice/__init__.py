"""What laboratories learn together: trials of methods, best practice, courses."""
