"""Database and form fields for the value objects of the rules."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Combinable

from taakstelling.regels.halfjaar import Halfjaar


class HalfjaarField(models.PositiveSmallIntegerField):  # type: ignore[type-arg]
    """A `Halfjaar`, stored as its volgnummer, so that the database sorts and compares it."""

    # What a model's attribute takes and gives, for the type checker.
    _pyi_private_set_type: Halfjaar | str | Combinable  # type: ignore[assignment]
    _pyi_private_get_type: Halfjaar  # type: ignore[assignment]
    _pyi_lookup_exact_type: Halfjaar | str  # type: ignore[assignment]

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Halfjaar | None:
        return None if value is None else Halfjaar.van_volgnummer(value)

    def to_python(self, value: Any) -> Halfjaar | None:
        if value is None or isinstance(value, Halfjaar):
            return value
        try:
            return Halfjaar.van_volgnummer(value) if isinstance(value, int) else Halfjaar.van_code(str(value))
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout

    def get_prep_value(self, value: Any) -> int | None:
        halfjaar = self.to_python(value)
        return None if halfjaar is None else halfjaar.volgnummer

    def value_to_string(self, obj: models.Model) -> str:
        halfjaar = self.value_from_object(obj)
        return "" if halfjaar is None else halfjaar.code

    def run_validators(self, value: Any) -> None:
        """The range is checked by `Halfjaar` itself; the integer validators do not apply to it."""

    def formfield(self, **kwargs: Any) -> Any:
        return HalfjaarFormField(label=self.verbose_name, required=not self.blank, help_text=self.help_text)


class HalfjaarFormField(forms.CharField):
    """Typed as 2024-1 or 2024-2."""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        if isinstance(value, Halfjaar):
            return value
        try:
            return Halfjaar.van_code(str(value))
        except ValueError as fout:
            raise ValidationError(str(fout)) from fout

    def prepare_value(self, value: Any) -> Any:
        return value.code if isinstance(value, Halfjaar) else value
