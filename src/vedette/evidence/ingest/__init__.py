"""Receive a file, keep its bytes, read its rows, refuse with reasons, queue what is doubtful."""
