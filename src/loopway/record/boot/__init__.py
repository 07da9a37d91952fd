"""A folder that stands on the child's path for as long as Python starts, and no longer."""
