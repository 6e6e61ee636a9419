"""Working groups of institutes: their reference sets, meetings, documents and role contacts."""
