"""Rules about norms and homes: pure, in woningen. No Django, no clock, no settings."""
