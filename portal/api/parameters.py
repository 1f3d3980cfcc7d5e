"""Query parameters: known, well formed and named once, or the answer names every one that is not.

django-ninja ignores parameters it does not know, also with ``extra="forbid"``; so the query string is compared with the
schema here, before ninja reads it.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar, cast, get_origin

from django.http import HttpRequest, HttpResponse, QueryDict
from pydantic import BaseModel, ValidationError

from portal.api.problems import ParameterFault, problem_response

Operation = TypeVar("Operation", bound=Callable[..., HttpResponse])


def checked(schema: type[BaseModel]) -> Callable[[Operation], Operation]:
    """View decorator: answer 400 with every unknown, repeated or malformed parameter of the query string.

    A parameter that is given empty ("?q=&kind=") counts as not given.
    """

    def decorate(view: Any) -> Any:
        @wraps(view)
        def outer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            faults = tuple(parameter_faults(schema, request.GET))
            if faults:
                names = ", ".join(sorted({fault.parameter for fault in faults}))
                return problem_response(HTTPStatus.BAD_REQUEST, f"These parameters are not right: {names}.", faults)
            request.GET = cast(Any, _given(request.GET))  # the type is private to Django
            response: HttpResponse = view(request, *args, **kwargs)
            return response

        return outer

    return decorate


def parameter_faults(schema: type[BaseModel], query: QueryDict) -> Iterator[ParameterFault]:
    """Every fault of a query string against a schema of parameters, in the order of the query string."""
    given = _given(query)
    known = _by_alias(schema)
    for name in given:
        if name not in known:
            yield ParameterFault(parameter=name, detail="There is no such parameter.", allowed=", ".join(known))
        elif len(given.getlist(name)) > 1 and not known[name]:
            yield ParameterFault(parameter=name, detail="It is given more than once.", allowed="one value")
    raw: dict[str, Any] = {name: values for name, values in given.lists() if known.get(name)}
    raw |= {name: values[0] for name, values in given.lists() if known.get(name) is False and len(values) == 1}
    try:
        schema.model_validate(raw)
    except ValidationError as refused:
        yield from _from_pydantic(schema, refused)


def _from_pydantic(schema: type[BaseModel], refused: ValidationError) -> Iterator[ParameterFault]:
    descriptions = {field.alias or name: field.description or "" for name, field in schema.model_fields.items()}
    for error in refused.errors(include_url=False, include_input=False):
        # A rule over several parameters has no place of its own: it names the one to change in its context.
        name = str(error["loc"][0] if error["loc"] else error["ctx"]["parameter"])
        yield ParameterFault(parameter=name, detail=f"{error['msg']}.", allowed=descriptions.get(name, ""))


def _given(query: QueryDict) -> QueryDict:
    given = QueryDict(mutable=True)
    for name, values in query.lists():
        if filled := [value for value in values if value.strip()]:
            given.setlist(name, filled)
    return given


def _by_alias(schema: type[BaseModel]) -> dict[str, bool]:
    """Name of each parameter, and whether it may be repeated."""
    return {field.alias or name: get_origin(field.annotation) is list for name, field in schema.model_fields.items()}
