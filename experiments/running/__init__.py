"""How a stored sweep is run: planned, cut into chunks, played by workers, kept part by part.

``plan`` says what is asked and which runs there are; ``job`` is what a worker is handed and
``working`` what it does with it; ``parts`` are the files that workers write; ``team`` says who the
workers are, ``gathering`` brings them together, and ``runner`` keeps them busy and isolates what
kills them; ``ledger`` keeps the manifest; ``compacting`` makes one table of all parts. A
``session`` does it all with a ``crew``.
"""
