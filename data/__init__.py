"""What was said: the record, its only reader, its checks and its rules."""
