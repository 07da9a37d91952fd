"""The lengths of single stations, one file each: parts of the RoadMap."""
