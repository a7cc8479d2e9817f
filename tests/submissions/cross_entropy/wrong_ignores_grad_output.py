# expect: failed
# diagnosis: ignores_upstream
import torch


class CrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, target):
        log_p = torch.log_softmax(logits, dim=1)
        ctx.save_for_backward(log_p, target)
        return -log_p.gather(1, target[:, None]).mean()

    @staticmethod
    def backward(ctx, grad_output):
        log_p, target = ctx.saved_tensors
        slope = log_p.exp().scatter_add(1, target[:, None], -torch.ones_like(log_p[:, :1]))
        return slope / len(target), None


def cross_entropy_loss(logits, target):
    return CrossEntropy.apply(logits, target)
