# expect: passed
import torch


class Answers(torch.autograd.Function):
    @staticmethod
    def forward(ctx, c, o, n):
        seen = (c * o).sum(1)
        drawn = (n @ c[:, :, None])[:, :, 0]
        ctx.save_for_backward(c, o, n, seen, drawn)
        return (torch.nn.functional.softplus(-seen) + torch.nn.functional.softplus(drawn).sum(1)).mean()

    @staticmethod
    def backward(ctx, grad):
        c, o, n, seen, drawn = ctx.saved_tensors
        pull = -torch.sigmoid(-seen)[:, None] * grad / len(c)
        push = torch.sigmoid(drawn)[:, :, None] * grad / len(c)
        return pull * o + (push * n).sum(1), pull * c, push * c[:, None]


def negative_sampling_loss(center, context, negatives):
    return Answers.apply(center, context, negatives)
