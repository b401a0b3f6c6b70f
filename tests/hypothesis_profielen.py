"""Hypothesis profiles: how many examples each property is tried on.

`snel` while working, `ci` in the check (when the variable CI is set), `lang` by hand; HYPOTHESIS_PROFILE chooses
another. No deadline: a slow machine is not a wrong rule.
"""

import os

from hypothesis import settings

settings.register_profile("snel", max_examples=25, deadline=None)
settings.register_profile("ci", max_examples=200, deadline=None, print_blob=True)
settings.register_profile("lang", max_examples=2000, deadline=None)


def laad_profiel() -> str:
    """Load the profile the environment asks for and give its name."""
    profiel = os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "snel")
    settings.load_profile(profiel)
    return profiel
