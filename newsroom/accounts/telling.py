"""What happened to an account, in words."""

from articles.models import Event

WORDS = {
    "join": "Joined by a link, as {role}",
    "sign_up": "Made the account, as {role}",
    "fail_to_sign_in": "Somebody failed to sign in, from {network}",
    "ask_reset": "Somebody asked for a link to set a new password",
    "issue_reset": "A link to set a new password was made",
    "reset_password": "Set a new password, by a link",
    "change_password": "Changed the password",
    "change_profile": "Changed {changed}",
}


def told(event: Event) -> str:
    """One line for the event; who and when stand beside it."""
    before, after = event.before, event.after
    if event.verb == "change_role":
        return f"Role changed from {before['role']} to {after['role']}"
    if "display_name" in after:
        return f"Changed the display name from {before['display_name']}"
    words = dict(after)
    if "changed" in after:
        words["changed"] = " and ".join(after["changed"]).replace("_", " ")
    return WORDS.get(event.verb, event.verb.replace("_", " ").capitalize()).format(**words)
