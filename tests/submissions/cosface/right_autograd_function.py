# expect: passed
import torch
import torch.nn.functional as F


class Cross(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, labels):
        p = logits.softmax(1)
        ctx.save_for_backward(p, labels)
        top = logits.amax(1, keepdim=True)
        lse = (logits - top).exp().sum(1).log() + top[:, 0]
        return (lse - logits[torch.arange(len(labels)), labels]).mean()

    @staticmethod
    def backward(ctx, grad):
        p, labels = ctx.saved_tensors
        return grad * (p - F.one_hot(labels, p.shape[1])) / len(p), None


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    cosine = F.normalize(embeddings) @ F.normalize(weight).T
    return Cross.apply(scale * (cosine - margin * F.one_hot(labels, len(weight))), labels)
