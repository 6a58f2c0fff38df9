"""The curation desk: Django's admin site with our sign-in and our words."""

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse


class Desk(AdminSite):
    site_header = "Sayso · Desk"
    site_title = "Sayso desk"
    index_title = "Curation"
    enable_nav_sidebar = True

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """One sign-in page for the whole site, with its rate limits."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", request.get_full_path()))
