"""What people see and do, for the command line and the page alike."""
