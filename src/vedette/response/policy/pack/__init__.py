"""The half-yearly pack for a working party: what a document promised and how far it is."""
