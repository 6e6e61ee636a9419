"""Wastewater: from concentration, flow and population to loads, weeks, and change over years."""
