"""The numbers of a tensor or an array, whatever its class, layout or dtype; or that there are none to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from lossquiz.grading.sandbox.both.wire import MAX_RANK, MAX_VALUE_BYTES

if TYPE_CHECKING:
    from numpy.typing import NDArray

# What most answers return, by the name that NumPy has for it: reading a dtype's own name is slow.
_COMMON = {torch.float32: "float32", torch.float64: "float64", torch.int64: "int64", torch.bool: "bool"}
_COMMON_SIZE = MAX_VALUE_BYTES // 8


def plain_tensor(tensor: Any) -> torch.Tensor:
    """Return `tensor` as a plain `torch.Tensor` in the same graph, whatever its class overrides."""
    if type(tensor) is torch.Tensor:
        return tensor
    with torch._C.DisableTorchFunctionSubclass():  # noqa: SLF001 - has no public name
        try:
            return torch.Tensor.as_subclass(tensor, torch.Tensor)
        except RuntimeError:  # torch 2.4, under a mode: the same object may not have two Python faces
            plain: torch.Tensor = torch.ops.aten.alias.default(tensor)
            return plain


def read_tensor(tensor: torch.Tensor) -> tuple[str, tuple[int, ...], NDArray[np.generic] | None]:
    """Return dtype name, shape and numbers of `tensor`; the numbers are None where there are none to read."""
    name = _COMMON.get(tensor.dtype) if type(tensor) is torch.Tensor else None
    if name is not None and tensor.numel() <= _COMMON_SIZE:
        try:
            array: NDArray[np.generic] = tensor.detach().numpy()
        except (RuntimeError, TypeError):  # sparse, on another device, or a lazy negation
            return _read_carefully(tensor)
        if array.ndim <= MAX_RANK:
            return name, array.shape, array
    return _read_carefully(tensor)


def _read_carefully(tensor: torch.Tensor) -> tuple[str, tuple[int, ...], NDArray[np.generic] | None]:
    with torch._C.DisableTorchFunctionSubclass(), torch.no_grad():  # noqa: SLF001 - has no public name
        plain = torch.Tensor.detach(tensor)
        dtype, shape = str(plain.dtype).removeprefix("torch."), tuple(plain.shape)
        if plain.device.type != "cpu" or plain.is_quantized or len(shape) > MAX_RANK:
            return dtype, shape, None  # what stands for other numbers is no result that a caller could go on with
        if plain.numel() * plain.element_size() > MAX_VALUE_BYTES:
            return dtype, shape, None
        try:
            return dtype, shape, _dense(plain).numpy(force=True)
        except (RuntimeError, TypeError, NotImplementedError):
            return dtype, shape, None


def _dense(tensor: torch.Tensor) -> torch.Tensor:
    if tensor.layout is not torch.strided:
        tensor = tensor.to_dense()
    if tensor.dtype is torch.bfloat16:
        tensor = tensor.float()
    elif tensor.dtype is torch.complex32:
        tensor = tensor.to(torch.complex64)
    return tensor.resolve_conj().resolve_neg().contiguous()


def sendable(array: NDArray[Any]) -> NDArray[np.generic] | None:
    """Return the numbers in native byte order, or None when they are no numbers, too many or too deep."""
    if array.dtype.kind not in "biufc" or array.dtype.itemsize > 16 or array.nbytes > MAX_VALUE_BYTES:  # noqa: PLR2004
        return None
    if array.dtype.name in {"longdouble", "float128", "complex256"} or array.ndim > MAX_RANK:
        return None
    return np.array(array, dtype=array.dtype.newbyteorder("="), order="C")
