"""Sign in and out."""

from django.contrib.auth import views
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext as _


class SignIn(views.LoginView):
    """Ask for name and password; say nothing about which of them was wrong."""

    template_name = "web/sign_in.html"
    authentication_form = AuthenticationForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Put what went wrong where every page shows it."""
        context = super().get_context_data(**kwargs)
        context["next"] = self.get_redirect_url()
        if context["form"].errors:
            context["errors"] = [
                _("Name and password do not belong together, or the account is closed.")
            ]
        return context


class SignOut(views.LogoutView):
    """End the session."""

    next_page = "/sign-in/"
