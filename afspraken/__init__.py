"""Prestatieafspraken that run: norms, vacated homes, agreements. Unit: woningen."""
