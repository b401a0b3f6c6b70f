"""Measurements, each against its rival in the same run: `make bench`, or `python -m tests.bench [name…]`.

A measurement is no test: it says what it found, and fails only when something is broken.
"""
