"""Tariff codes and kinds of goods as dated data, and what a declaration says against a finding."""
