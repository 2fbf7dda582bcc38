"""A synthetic but realistic catalogue to measure on: any number of practices, the same ones for the same seed.

english.py, french.py, german.py and phrases.py hold the words; texts.py makes text of them, entries.py whole entries
(both pure); catalogue.py writes them, and takes them away again.
"""
