"""The site's settings, with the floor's page added."""

from newsroom.settings import *  # noqa: F403

ROOT_URLCONF = "bench.pages"
