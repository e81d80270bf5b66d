"""What keeps people out of each other's pages: every page and form, by everybody, whatever they send."""
