"""Every write of the taakstelling."""
