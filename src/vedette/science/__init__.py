"""Pure: arrays in, values out. Installs and passes its tests without the rest."""
