"""What fills a Word template in: it puts values where their names stand, and can do nothing else."""

from typing import Any

from jinja2 import Template, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

_MAG = (nodes.Output, nodes.TemplateData, nodes.Name)


class Invulomgeving(SandboxedEnvironment):
    """Refuses, before anything runs, each text with more in it than names: a loop could go on without end."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        """The one door by which docxtpl hands over a text."""
        for knoop in self.parse(source).find_all(nodes.Node):
            if not isinstance(knoop, _MAG):
                raise SecurityError(f"{type(knoop).__name__} in a template")
        return super().from_string(source, *args, **kwargs)
