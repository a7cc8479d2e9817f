# expect: passed
import math

import torch
import torch.nn.functional as F


class Widen(torch.autograd.Function):
    @staticmethod
    def forward(ctx, cosine, margin):
        ctx.save_for_backward(cosine)
        ctx.margin = margin
        return torch.cos(torch.acos(cosine) + margin)

    @staticmethod
    def backward(ctx, grad):
        (cosine,) = ctx.saved_tensors
        slope = math.cos(ctx.margin) + math.sin(ctx.margin) * cosine / torch.sqrt(1 - cosine**2)
        return grad * slope, None


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    cosine = F.normalize(embeddings, dim=1) @ F.normalize(weight, dim=1).t()
    rows = torch.arange(len(labels))
    logits = cosine.clone()
    logits[rows, labels] = Widen.apply(cosine[rows, labels], margin)
    return F.nll_loss(F.log_softmax(logits * scale, dim=1), labels)
