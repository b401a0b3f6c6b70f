def meet(*a, **k): return []
