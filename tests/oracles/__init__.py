"""Reference answers to problems whose solution is known, one file for each problem.

Written from the literature, by enumeration, linear systems and explicit sums. Nothing here
imports the engine: what the engine answers is compared with what stands here.
"""
