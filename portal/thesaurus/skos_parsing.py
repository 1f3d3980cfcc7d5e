"""Turtle or JSON-LD from outside, into triples. Nothing named in a file is ever fetched, and no XML is read."""

import json
import logging
from typing import Any

import rdflib
from django.utils.translation import gettext as _
from rdflib import Graph
from rdflib.exceptions import Error as RdfError
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.plugins.parsers.notation3 import BadSyntax

from portal.thesaurus.skos_files import BASE, MAX_BYTES, Refusal, SkosError, SkosFormat

_XML = ("<?xml", "<!doctype", "<!--", "<rdf:rdf")

# Rewriting numbers to their canonical form makes a gigabyte of "1E999999999"^^xsd:decimal. Labels need no such thing.
rdflib.NORMALIZE_LITERALS = False
# What is odd in somebody's file is told to that person, not to the server's log.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def parsed(data: bytes, name: str = "", form: SkosFormat | None = None) -> Graph:
    """The triples of a file.

    :param name: the file's name; its ending tells the form unless ``form`` is given, else the content does.
    :raises SkosError: too large, not UTF-8, XML, broken, or it wants something fetched.
    """
    text = _text(data)
    if text.lstrip()[:20].lower().startswith(_XML):
        raise _refused(_("This is XML (RDF/XML?). Save the thesaurus as Turtle or JSON-LD."))
    return _json_ld(text) if (form or _form(name, text)) == "json-ld" else _turtle(text)


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _refused(_("The file is too large: at most %(max)d bytes are read.") % {"max": MAX_BYTES})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SkosError([Refusal(_("the file is not UTF-8 text"), line=line)]) from error
    if not text.strip():
        raise _refused(_("The file is empty."))
    return text


def _form(name: str, text: str) -> SkosFormat:
    ending = name.lower().rpartition(".")[2]
    if ending in {"jsonld", "json"}:
        return "json-ld"
    return "turtle" if ending == "ttl" or not text.lstrip().startswith(("{", "[")) else "json-ld"


def _turtle(text: str) -> Graph:
    graph = Graph()
    try:
        graph.parse(data=text, format="turtle", publicID=BASE)
    except BadSyntax as error:
        reason = _("the Turtle cannot be read: %(why)s") % {"why": error._why}
        raise SkosError([Refusal(reason, line=error.lines + 1)]) from error
    except RecursionError as error:
        raise _refused(_("The file is nested too deeply.")) from error
    except (RdfError, ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:  # what rdflib lets through
        raise _refused(_("The Turtle cannot be read: %(why)s") % {"why": _short(error)}) from error
    return graph


def _json_ld(text: str) -> Graph:
    graph = Graph()
    try:
        data = json.loads(text, parse_constant=_no_constant)
        _refuse_remote_contexts(data)
        if not isinstance(data, dict | list):
            raise _refused(_("The JSON-LD must be an object or a list."))
        to_rdf(data, graph, base=BASE)
    except json.JSONDecodeError as error:
        raise SkosError([Refusal(_("the JSON cannot be read: %(why)s") % {"why": error.msg}, line=error.lineno)]) from error
    except RecursionError as error:
        raise _refused(_("The file is nested too deeply.")) from error
    except (RdfError, ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:  # what rdflib lets through
        raise _refused(_("The JSON-LD cannot be read: %(why)s") % {"why": _short(error)}) from error
    return graph


def _refuse_remote_contexts(data: Any) -> None:
    """Every context must stand in the file itself.

    :raises SkosError: one is only named by its address.
    """
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(value.values())
            named = _addresses(value.get("@context"))
            if "@import" in value:
                named.append(str(value["@import"]))
            if named:
                said = _("The file wants a context from “%(address)s”. Nothing is fetched: write the context into the file.")
                raise _refused(said % {"address": named[0][:200]})


def _addresses(context: Any) -> list[str]:
    """Addresses in a context, which may be a list of contexts, in any depth: rdflib goes down into lists of lists."""
    found = []
    waiting = [context]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, str):
            found.append(one)
    return found


def _no_constant(name: str) -> Any:
    msg = f"{name} is not JSON"
    raise ValueError(msg)


def _refused(reason: str) -> SkosError:
    return SkosError([Refusal(reason)])


def _short(error: BaseException) -> str:
    return (str(error) or type(error).__name__)[:200]
