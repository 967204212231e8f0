"""Charts as Vega-Lite, drawn by the renderer that comes in the vl-convert wheel: no network."""
