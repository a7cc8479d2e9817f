# expect: failed
# diagnosis: too_large_a_tensor
import torch


class Wasteful(torch.autograd.Function):
    """Blocks forward; backward makes the whole softmax."""

    @staticmethod
    def forward(ctx, hidden, weight, target):
        ctx.save_for_backward(hidden, weight, target)
        total = hidden.new_zeros(())
        for start in range(0, len(hidden), 16):
            logs = (hidden[start : start + 16] @ weight.T).log_softmax(dim=1)
            total = total - logs.gather(1, target[start : start + 16, None]).sum()
        return total / len(hidden)

    @staticmethod
    def backward(ctx, upstream):
        hidden, weight, target = ctx.saved_tensors
        slope = (hidden @ weight.T).softmax(dim=1)
        slope[torch.arange(len(target)), target] -= 1
        slope = upstream * slope / len(target)
        return slope @ weight, slope.T @ hidden, None


def linear_cross_entropy_loss(hidden, weight, target):
    return Wasteful.apply(hidden, weight, target)
