"""Sign in and out, and change one's own password."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _

from vedette.base.accounts import actions
from vedette.base.accounts.models import User
from vedette.surfaces.web import guesses

TOO_MANY = "too_many"


def _check_guesses(request: HttpRequest, name: str) -> None:
    """Refuse a password before it is looked at, if too many were wrong."""
    if seconds := guesses.seconds_to_wait(request, name):
        raise forms.ValidationError(
            guesses.sentence(seconds), code=TOO_MANY, params={"seconds": seconds}
        )


def _wait_of(form: forms.BaseForm) -> int | None:
    """Return for how many seconds no password is heard, if that is why a form was refused."""
    for errors in form.errors.as_data().values():
        for error in errors:
            if error.code == TOO_MANY and error.params:
                return int(error.params["seconds"])
    return None


def _refused(answer: HttpResponse, form: forms.BaseForm, *, status: int) -> HttpResponse:
    """Give a page that shows a refused form its status; one that says when says it to machines."""
    answer.status_code = status
    if (seconds := _wait_of(form)) is not None:
        answer.status_code = 429
        answer["Retry-After"] = str(seconds)
    return answer


class SignInForm(AuthenticationForm):
    """Name and password, heard only as often as somebody mistypes."""

    def clean(self) -> dict[str, Any]:
        """Look at the password, unless too many were wrong."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password or self.request is None:
            return super().clean()
        _check_guesses(self.request, name)
        cleaned = super().clean()
        guesses.was_right(self.request, name)
        return cleaned


class SignIn(views.LoginView):
    """Ask for name and password; say nothing about which of them was wrong."""

    template_name = "web/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again; too many tries have a status of their own."""
        return _refused(super().form_invalid(form), form, status=200)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Put what went wrong where every page shows it."""
        context = super().get_context_data(**kwargs)
        context["next"] = self.get_redirect_url()
        form = context["form"]
        if form.errors:
            wrong = _("Name and password do not belong together, or the account is closed.")
            is_too_many = _wait_of(form) is not None
            context["errors"] = form.non_field_errors() if is_too_many else [wrong]
        return context


class SignOut(views.LogoutView):
    """End the session."""

    next_page = "/sign-in/"


class OwnPasswordForm(PasswordChangeForm):
    """The old password, so that nobody changes it at a desk left open, and the new one twice."""

    def __init__(self, user: User, *given: Any, request: HttpRequest, **more: Any) -> None:
        super().__init__(user, *given, **more)
        self.request = request

    def clean_old_password(self) -> str:
        """Look at the old password, unless too many were wrong."""
        _check_guesses(self.request, self.user.get_username())
        old = super().clean_old_password()
        guesses.was_right(self.request, self.user.get_username())
        return str(old)

    def save(self, commit: bool = True) -> User:
        """Change it by the action that everybody uses, which the journal tells of."""
        actions.change_password(
            person=self.user, password=self.cleaned_data["new_password1"], by=self.user,
            at=timezone.now(),
        )  # fmt: skip
        self.user.refresh_from_db(fields=["password"])
        return self.user


class OwnPassword(views.PasswordChangeView):
    """Change the password of the account that is signed in; all its other sessions end."""

    template_name = "web/own_password.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("situation")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the request, by which tries are counted."""
        return {**super().get_form_kwargs(), "request": self.request}

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it; Django keeps this session and no other."""
        answer = super().form_valid(form)
        messages.success(
            self.request,
            _("Your password is changed. Wherever else you were signed in, you no longer are."),
        )
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again with why nothing was changed."""
        return _refused(super().form_invalid(form), form, status=409)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Put what went wrong where every page shows it."""
        context = super().get_context_data(**kwargs)
        context["errors"] = [one for errors in context["form"].errors.values() for one in errors]
        return context
