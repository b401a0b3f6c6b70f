"""The pictures of the agreements, measured here and drawn in templates/components."""

from afspraken.beelden.aandeelverloop import aandeelverloop
from afspraken.beelden.normbalk import Maat, Normbalk, normbalk

__all__ = ["Maat", "Normbalk", "aandeelverloop", "normbalk"]
