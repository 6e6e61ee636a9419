"""Countries, NUTS regions, subdivisions and cities, with their codes over time."""
