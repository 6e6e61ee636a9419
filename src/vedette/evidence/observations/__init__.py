"""Reports and findings: one row of evidence and what was found in it, in revisions."""
