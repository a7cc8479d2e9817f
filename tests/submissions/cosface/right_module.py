# expect: passed
import torch
from torch import nn
from torch.nn import functional as F


class Head(nn.Module):
    def __init__(self, s, m):
        super().__init__()
        self.s, self.m, self.loss = s, m, nn.NLLLoss()

    def forward(self, x, w, y):
        logits = F.linear(F.normalize(x), F.normalize(w)) * self.s
        hot = torch.zeros_like(logits).scatter_(1, y.unsqueeze(1), self.s * self.m)
        return self.loss((logits - hot).log_softmax(dim=-1), y)


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    return Head(scale, margin)(embeddings, weight, labels)
