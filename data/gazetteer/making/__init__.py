"""The parts of make.py: one module a file of the gazetteer, and the cleaning that they share."""
