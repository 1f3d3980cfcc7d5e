"""A synthetic Finnish family portal of any size, the same for the same seed: words, sentences and listings of our own making.

Its texts inflect and compound as Finnish does, and its words are as unevenly frequent as real ones, so that analysing,
indexing and searching it costs what a real portal of that size would cost. What it says is invented.
"""
