"""Every model answers the same questions."""

import pytest

pytest.importorskip("django", reason="needs the server extra")


def our_models():
    from django.apps import apps

    return [m for m in apps.get_models() if m.__module__.startswith("vedette.")]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_every_model_says_which_fields_are_personal(model):
    fields = {field.name for field in [*model._meta.fields, *model._meta.many_to_many]}
    assert isinstance(model.__dict__["personal_fields"], frozenset)
    assert model.personal_fields <= fields


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_a_field_that_points_to_a_person_is_personal(model):
    from vedette.base.accounts.models import User

    pointing = {
        field.name
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model is User
    }
    assert pointing <= model.personal_fields


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_no_model_hides_logic_in_save(model):
    assert "save" not in model.__dict__
    assert "delete" not in model.__dict__


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model.__name__)
def test_every_constraint_has_a_name_of_its_own(model):
    names = [constraint.name for constraint in model._meta.constraints]
    everywhere = [c.name for other in our_models() for c in other._meta.constraints]
    assert all(everywhere.count(name) == 1 for name in names)
