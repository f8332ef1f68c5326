"""What the routes read: from the store, the log files, the processes and the workers."""
