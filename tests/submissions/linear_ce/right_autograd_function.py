# expect: passed
import torch


class LinearCrossEntropy(torch.autograd.Function):
    """Gradients are taken in the forward pass, block by block, so that no logits are kept."""

    @staticmethod
    def forward(ctx, hidden, weight, target):
        total = hidden.new_zeros(())
        for_hidden, for_weight = torch.zeros_like(hidden), torch.zeros_like(weight)
        for start in range(0, len(hidden), 16):
            rows, labels = hidden[start : start + 16], target[start : start + 16]
            logits = rows @ weight.T
            logs = logits.log_softmax(dim=1)
            places = torch.arange(len(labels)), labels
            total = total - logs[places].sum()
            slope = logs.exp()
            slope[places] -= 1
            for_hidden[start : start + 16] = slope @ weight
            for_weight += slope.T @ rows
        ctx.save_for_backward(for_hidden / len(hidden), for_weight / len(hidden))
        return total / len(hidden)

    @staticmethod
    def backward(ctx, upstream):
        for_hidden, for_weight = ctx.saved_tensors
        return upstream * for_hidden, upstream * for_weight, None


def linear_cross_entropy_loss(hidden, weight, target):
    return LinearCrossEntropy.apply(hidden, weight, target)
