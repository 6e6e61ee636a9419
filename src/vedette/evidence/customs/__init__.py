"""Goods that customs laboratories examined: what papers declared, and what was found."""
