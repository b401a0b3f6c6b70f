"""Small numbers in a breakdown are hidden from whoever may not see the people behind them. Unit: personen.

The total itself is public. So hiding one part would give it away by subtraction: then the smallest of the other parts
is hidden too, and so on until what is hidden together could have come about in more than one way.
"""

from collections.abc import Mapping

GRENS = 5
"""Parts below this number are hidden."""


def verberg(delen: Mapping[str, int], grens: int = GRENS) -> dict[str, int | None]:
    """Give each part, or None where it is hidden. Nil in all parts together hides nobody and stays visible."""
    if not any(delen.values()):
        return dict(delen)
    verborgen = {naam for naam, aantal in delen.items() if aantal < grens}
    # Equal parts go together: which of two equal ones is hidden would tell that they are equal.
    for drempel in sorted({aantal for aantal in delen.values() if aantal >= grens}):
        if not verborgen or not _te_herleiden([delen[naam] for naam in verborgen], grens):
            break
        verborgen |= {naam for naam, aantal in delen.items() if aantal == drempel}
    return {naam: None if naam in verborgen else aantal for naam, aantal in delen.items()}


def _te_herleiden(verborgen: list[int], grens: int) -> bool:
    """Whether the sum of what is hidden tells what each hidden part is: one part, all nil, or all as high as can be."""
    if len(verborgen) == 1:
        return True
    som = sum(verborgen)
    alle_onder = all(aantal < grens for aantal in verborgen)
    return som == 0 or (alle_onder and som == len(verborgen) * (grens - 1))
