"""The web application: pages, static files, and what is said when something is wrong."""

from importlib.resources import files
from mimetypes import guess_type

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from dragoman import __version__
from dragoman.dossier.sides import NameNotFoundError, SameSideError
from dragoman.errors import DragomanError, RecordError, UnknownNameError
from dragoman.record.corrections import CorrectionError
from dragoman.surfaces.web.api import exports, routes
from dragoman.surfaces.web.api.routes import PREFIX, NotChangedError
from dragoman.surfaces.web.headers import Guarded
from dragoman.surfaces.web.language import speak_to
from dragoman.surfaces.web.library import Library
from dragoman.surfaces.web.metrics import Measured, Metrics
from dragoman.surfaces.web.pages import (
    article,
    dossier,
    fact,
    feed,
    home,
    network,
    registers,
    review,
    search,
    take_away,
    team,
)
from dragoman.surfaces.web.pages.asked import BadRequestError
from dragoman.surfaces.web.render import show
from dragoman.surfaces.web.team.gate import Gate, Guarding

_KINDS = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}


def make_app(library: Library, gate: Gate | None = None) -> FastAPI:
    """Return the application on one record.

    Args:
        library: the record and the knowledge that the pages show.
        gate: who may come in; None for one person on their own machine.
    """
    app = FastAPI(
        title="dragoman",
        version=__version__,
        summary="The sourced record of relations between states.",
        openapi_url=f"{PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    metrics = Metrics()
    app.state.library = library
    app.state.gate = gate = gate or Gate()
    for pages in (
        home,
        feed,
        take_away,
        dossier,
        article,
        fact,
        registers,
        network,
        search,
        review,
        team,
    ):
        app.include_router(pages.router)
    app.include_router(routes.router)
    app.include_router(exports.router)
    app.add_middleware(Guarding, gate=gate)
    app.add_middleware(Guarded)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.add_middleware(Measured, metrics=metrics)

    @app.get("/static/{stamp}/{name}", include_in_schema=False)
    def static(name: str) -> Response:
        file = files("dragoman.surfaces.web") / "static" / name
        if "/" in name or name.startswith(".") or not file.is_file():
            raise HTTPException(404)
        kind = _KINDS.get(name.rsplit(".", 1)[-1]) or guess_type(name)[0] or "text/plain"
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}
        return Response(file.read_bytes(), media_type=kind, headers=headers)

    @app.get("/healthz", include_in_schema=False)
    def healthz() -> Response:
        library.record.counts()
        return PlainTextResponse("ok\n")

    @app.get("/metrics", include_in_schema=False)
    def tell_metrics() -> Response:
        told = metrics.tell(library.record.counts())
        return PlainTextResponse(told, media_type="text/plain; version=0.0.4; charset=utf-8")

    app.add_exception_handler(NotChangedError, _not_changed)
    app.add_exception_handler(DragomanError, _complain)
    app.add_exception_handler(HTTPException, _complain)
    return app


def _not_changed(_: Request, error: Exception) -> Response:
    assert isinstance(error, NotChangedError)
    return Response(status_code=304, headers={"ETag": error.tag})


def _complain(request: Request, error: Exception) -> Response:
    """Return the page that says what is wrong and what to do."""
    say = speak_to(request)
    near: tuple[str, ...] = ()
    if isinstance(error, NameNotFoundError):
        status, what, near = 404, say("page.error.unknown_name", name=error.name), error.near
    elif isinstance(error, SameSideError):
        status, what = 400, say("page.error.same_side", one=error.one, other=error.other)
    elif isinstance(error, UnknownNameError):
        status, what = 404, say("page.error.not_here")
    elif isinstance(error, CorrectionError):
        status, what = 400, str(error)
    elif isinstance(error, RecordError):
        status, what = 503, say("page.error.record")
    elif isinstance(error, HTTPException) and error.status_code != 404:
        status, what = error.status_code, str(error.detail)
    elif isinstance(error, HTTPException):
        status, what = 404, say("page.error.not_here")
    else:
        status, what = 400, str(error)
    if request.url.path.startswith(PREFIX):
        return JSONResponse({"detail": str(error)}, status)
    may_be_shown = isinstance(error, BadRequestError) and request.url.path != "/search"
    without = request.url.path if may_be_shown else None
    return show(request, "error", status=status, what=what, near=near, without=without)
