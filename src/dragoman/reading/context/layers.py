"""The layers of the encoder as a graph that ONNX Runtime runs, multiplying whole numbers.

Nearly all the time of reading goes into four products a layer. Processors multiply whole
numbers of eight bits several times as fast as single floats, so the weights are taken as such,
one scale a column, and so is what enters, one scale a row: some pieces hold numbers dozens of
times as large as the others do, which would round away if all shared one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from dragoman.reading.context.weights import Floats
from dragoman.reading.memory import give_back

Run = Callable[[Floats, Floats], Floats]
"""Takes rows and what is added to each before some layer; returns the rows of the last layer."""

_OPSET, _IR = 18, 10
_RUNTIME = "com.microsoft"
"""Where ONNX Runtime keeps the operations that are its own."""
_EPSILON = 1e-12
_MOST_WEIGHT = 63
"""Processors without instructions of their own for it add two products in sixteen bits: twice 255
times 63 fits, twice 255 times 127 does not."""
_MOST_ROW, _ZERO = 127, 128
_LEAST = np.float32(1e-9)
"""The least that is divided by."""


@dataclass(frozen=True)
class Layer:
    """One layer: attention, then a net over each piece; each added to what came in and scaled.

    Attributes:
        into: width x 3 width, to queries, keys and values, and its bias.
        out: width x width, from what was attended to, and its bias.
        up: width x inner width, and its bias.
        down: inner width x width, and its bias.
        norms: weight and bias of the scaling after attention, and after the net.
    """

    into: tuple[Floats, Floats]
    out: tuple[Floats, Floats]
    up: tuple[Floats, Floats]
    down: tuple[Floats, Floats]
    norms: tuple[Floats, Floats, Floats, Floats]


def to_run(layers: Iterable[Layer], *, width: int, heads: int, marked: int) -> Run:
    """Return what takes rows through `layers`, one thread at a time.

    Args:
        layers: in their order; asked for one by one, so that no two need be held as floats.
        width: of a row.
        heads: of attention.
        marked: number of the layer before which marks are added.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # Windows differ in length: memory kept for one is of no use to the next.
    options.enable_mem_pattern = options.enable_cpu_mem_arena = False
    model = _to_model(layers, width=width, heads=heads, marked=marked)
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    del model
    give_back()

    def run(rows: Floats, marks: Floats) -> Floats:
        (found,) = session.run(None, {"rows": rows[None], "marks": marks[None]})
        told: Floats = found[0]
        return told

    return run


def _to_model(layers: Iterable[Layer], *, width: int, heads: int, marked: int) -> ModelProto:
    graph = _Graph()
    x = "rows"
    for n, layer in enumerate(layers):
        if n == marked:
            x = graph.add("Add", x, "marks")
        x = _enter(graph, layer, x, heads)
    graph.nodes.append(helper.make_node("Identity", [x], ["found"]))
    shape: list[str | int | None] = [1, "pieces", width]
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "layers",
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
                for name in ("rows", "marks")
            ],
            [helper.make_tensor_value_info("found", TensorProto.FLOAT, shape)],
            graph.constants,
        ),
        opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(_RUNTIME, 1)],
        ir_version=_IR,
    )


@dataclass(frozen=True)
class _Graph:
    """A graph being built; values are known by their names.

    Attributes:
        nodes: the operations, in their order.
        constants: what they take beside what is computed.
    """

    nodes: list[NodeProto] = field(default_factory=list)
    constants: list[TensorProto] = field(default_factory=list)

    def add(self, operation: str, *inputs: str, domain: str = "", **how: int | float) -> str:
        """Add an operation with one result; return its name."""
        return self.split(operation, *inputs, into=1, domain=domain, **how)[0]

    def split(
        self, operation: str, *inputs: str, into: int, domain: str = "", **how: int | float
    ) -> list[str]:
        """Add an operation with several results; return their names."""
        found = [f"value-{len(self.nodes)}-{n}" for n in range(into)]
        node = helper.make_node(operation, inputs, found, None, None, domain, None, **how)
        self.nodes.append(node)
        return found

    def keep(self, value: NDArray[np.generic] | np.generic) -> str:
        """Add a constant; return its name."""
        name = f"constant-{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name


def _enter(graph: _Graph, layer: Layer, x: str, heads: int) -> str:
    mixed = _dense(graph, x, layer.into)
    parts = graph.split("Split", mixed, into=3, axis=2, num_outputs=3)
    seen = graph.add("MultiHeadAttention", *parts, domain=_RUNTIME, num_heads=heads)
    x = _scale(graph, x, _dense(graph, seen, layer.out), layer.norms[:2])
    # The tanh form: the error against erf is below 0.001, and training sees the same.
    inner = graph.add("FastGelu", _dense(graph, x, layer.up), domain=_RUNTIME)
    return _scale(graph, x, _dense(graph, inner, layer.down), layer.norms[2:])


def _scale(graph: _Graph, x: str, more: str, norm: tuple[Floats, ...]) -> str:
    weight, bias = (graph.keep(part) for part in norm)
    return graph.add(
        "SkipLayerNormalization", x, more, weight, bias, domain=_RUNTIME, epsilon=_EPSILON
    )


def _dense(graph: _Graph, x: str, weights: tuple[Floats, Floats]) -> str:
    """Add the product of rows and weights, both as whole numbers, and the bias."""
    matrix, bias = weights
    columns = np.maximum(np.abs(matrix).max(axis=0) / _MOST_WEIGHT, _LEAST).astype(np.float32)
    whole = np.rint(matrix / columns).astype(np.int8)
    peak = graph.add("ReduceMax", graph.add("Abs", x), graph.keep(np.array([-1])), keepdims=1)
    most = graph.add("Max", peak, graph.keep(_LEAST))
    scale = graph.add("Mul", most, graph.keep(np.float32(1 / _MOST_ROW)))
    one, zero = graph.keep(np.float32(1)), graph.keep(np.uint8(_ZERO))
    rows = graph.add("QuantizeLinear", graph.add("Div", x, scale), one, zero)
    found = graph.add(
        "MatMulIntegerToFloat",
        *(rows, graph.keep(whole), one, graph.keep(columns), zero),
        domain=_RUNTIME,
    )
    return graph.add("Add", graph.add("Mul", found, scale), graph.keep(bias))
