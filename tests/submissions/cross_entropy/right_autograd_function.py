# expect: passed
import torch


class CrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, target):
        log_p = torch.log_softmax(logits, dim=1)
        ctx.save_for_backward(log_p, target)
        return -log_p[torch.arange(len(target)), target].mean()

    @staticmethod
    def backward(ctx, grad_output):
        log_p, target = ctx.saved_tensors
        slope = log_p.exp()
        slope[torch.arange(len(target)), target] -= 1
        return grad_output * slope / len(target), None


def cross_entropy_loss(logits, target):
    return CrossEntropy.apply(logits, target)
