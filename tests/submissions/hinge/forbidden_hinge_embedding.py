# expect: forbidden
# With label −1 this is max(0, 1 − x).
import torch
from torch import nn

criterion = nn.HingeEmbeddingLoss(margin=1.0)


def hinge_loss(scores, target):
    return criterion(scores * target, -torch.ones_like(scores))
