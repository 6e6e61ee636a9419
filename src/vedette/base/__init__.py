"""What every stage stands on: people and bodies, the journal, and who may see what."""
