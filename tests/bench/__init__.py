"""Measurements, run by hand (`./dev bench render`): they print ratios side by side in one run and are no tests."""
