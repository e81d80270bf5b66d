"""What people see: pages made here, that work without a script, for who signed in by a link in a mail."""
