"""Checks of a translation beside its original: each family is a module, `contract.py` says what they share."""
