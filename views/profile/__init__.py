"""The modals in which a person's profile is read and changed."""
