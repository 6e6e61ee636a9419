"""What was promised: official texts read as registers of recitals, recommendations and actions.

Reading is pure: a file's bytes in, a register out. No text of any document is kept here; the
words of each language are data files in `languages`, and a language is added by one more file.
"""
