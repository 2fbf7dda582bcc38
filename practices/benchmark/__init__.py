"""What `manage.py benchmark` runs: the site beside two yardsticks, in a database of its own."""
