"""The list of commands: names, options and help; the work is done by the modules beside.

Heavy imports stay inside the commands, so that ``batna --help`` is quick.
"""
