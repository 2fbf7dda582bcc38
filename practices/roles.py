"""The roles of people: groups with their permissions, brought up to date after every migration."""

from django.apps import apps as installed_apps

VOCABULARIES = ("city", "topic", "synonym")
# Role → permissions, as "app_label.codename".
ROLES = {
    # Writes drafts and submits them for review; sees only what is theirs.
    "contributor": [
        *(f"practices.{action}_practice" for action in ("view", "add", "change", "delete")),
        *(f"practices.view_{model}" for model in ("country", *VOCABULARIES)),
    ],
    # Reviews, publishes, merges, and keeps the vocabularies.
    "curator": [
        *(f"practices.{action}_practice" for action in ("view", "add", "change", "delete", "curate")),
        "practices.view_practiceversion",
        "practices.view_country",
        *(f"practices.{action}_{model}" for model in VOCABULARIES for action in ("view", "add", "change", "delete")),
    ],
    # Lets people in and out; what they may do to entries is said by their other roles.
    "administrator": [
        *(f"auth.{action}_user" for action in ("view", "add", "change")),
        "auth.view_group",
        *(f"axes.{action}_accessattempt" for action in ("view", "delete")),
    ],
}


def write_roles(*, apps=installed_apps, using="default", **kwargs):
    """Make the groups, each with exactly the permissions above; safe to repeat. Connected to post_migrate.

    People keep their groups. A permission whose app is not there yet is given at the next migration.
    """
    try:
        groups, permissions = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    except LookupError:
        return  # migrated back to nothing
    stored = {
        f"{label}.{codename}": pk
        for pk, label, codename in permissions.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for name, wanted in ROLES.items():
        group, _created = groups.objects.using(using).get_or_create(name=name)
        group.permissions.set(stored[permission] for permission in wanted if permission in stored)
