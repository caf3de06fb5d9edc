"""A brief of two to four pages on a day: typeset as PDF, or as DOCX to work on."""
