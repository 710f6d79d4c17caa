"""How a stored sweep is run: planned, cut into chunks, played by workers, kept part by part.

``plan`` says what is asked and which runs there are; ``job`` is what a worker is handed and
``working`` what it does with it; ``parts`` are the files that workers write; ``runner`` keeps the
workers busy and isolates what kills them; ``manifest`` tells what was done; ``compacting`` makes
one table of all parts.
"""
