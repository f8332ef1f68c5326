"""What is on disks, how much fits, and how to look without waiting for one."""
