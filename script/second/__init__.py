"""Why: a second implementation of the rules and of the record, in another language, so that the program is not its own
judge. Written from rules.md, docs/checking.md, RFC 6962 and the C2SP specifications; it shares no code with the program.
"""
