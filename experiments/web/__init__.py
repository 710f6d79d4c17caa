"""What all pages share on the wire: requests are read, refusals are told, in one sentence."""
