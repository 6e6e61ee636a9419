"""Warnings: draft, sign, publish, update, withdraw."""
