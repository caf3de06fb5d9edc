"""What was said: the record, its only reader, its checks and the rules that turn it into positions."""
