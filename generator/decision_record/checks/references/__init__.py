"""DR201 to DR212, DR319, DR331, DR334: whether what records name exists, and is what they mean."""
