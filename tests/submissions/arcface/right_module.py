# expect: passed
import torch
from torch import nn
from torch.nn import functional as F


class ArcMargin(nn.Module):
    def __init__(self, scale, margin):
        super().__init__()
        self.scale, self.margin = scale, margin
        self.loss = nn.CrossEntropyLoss()

    def forward(self, x, w, y):
        cosine = F.cosine_similarity(x[:, None, :], w[None, :, :], dim=-1)
        own = cosine.gather(1, y.view(-1, 1))
        sine = (1.0 - own.pow(2)).clamp(1e-9, 1.0).sqrt()
        m = torch.tensor(self.margin, dtype=x.dtype)
        widened = own * m.cos() - sine * m.sin()
        return self.loss(self.scale * cosine.scatter(1, y.view(-1, 1), widened), y)


def arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5):
    return ArcMargin(scale, margin)(embeddings, weight, labels)
