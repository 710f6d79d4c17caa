"""XML from strangers: read without entities, without a document type, and told in a sentence."""

import math
import re
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from experiments.formats.format import contents
from sim.errors import InputError

# Genius writes "AT & T" as it is, and sometimes a comment before the declaration
BARE = re.compile(rb"&(?!(?:[A-Za-z]+|#[0-9]+|#x[0-9A-Fa-f]+);)")
LATE = re.compile(rb"^\s*(?:<!--(?:[^-]|-(?!->))*-->\s*)*(?=<\?xml)")


def root_of(file: Path) -> Element:
    """Read an XML file.

    What Genius's own parser lets pass is put right: a bare ``&``, a comment before the declaration.
    Files that declare no encoding and are not UTF-8 are taken to be in Windows-1252.

    Raises
    ------
    InputError
        If it can't be read, is not XML, or brings a document type or entities with it, which
        could make it blow up or reach for other files.
    """
    data = BARE.sub(b"&amp;", LATE.sub(b"", contents(file)))
    if not data.lstrip().startswith(b"<?xml"):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            data = data.decode("cp1252", errors="replace").encode("utf-8")
    try:
        return fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise InputError(
            str(file), "it declares a document type or entities", "take the <!DOCTYPE …> part out"
        ) from None
    except (ParseError, LookupError, ValueError) as error:
        raise InputError(str(file), f"it is not XML that can be read ({error})") from None


def text_of(element: Element, key: str, where: str) -> str:
    """Give an attribute.

    Raises
    ------
    InputError
        If it is not there.
    """
    found = element.get(key)
    if found is None or not found.strip():
        raise InputError(where, f"<{element.tag}> has no {key}", f'write {key}="…"')
    return found


def number_of(element: Element, key: str, where: str, default: float | None = None) -> float:
    """Give an attribute as a finite number.

    Raises
    ------
    InputError
        If it is no number, or is not there and has no default.
    """
    if default is not None and element.get(key) is None:
        return default
    found = text_of(element, key, where)
    try:
        number = float(found)
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or "_" in found:
        raise InputError(where, f"{key}={found!r:.60} is not a number", "write one such as 0.3")
    return number
