# expect: failed
# wrong: cos = dot/(|a||b| + 1e-8): rows of length 1e-4 give half the cosine
import math

import torch
import torch.nn.functional as F


def cosine_embedding_loss(x1, x2, target, margin=0.0):
    dot = (x1 * x2).sum(1)
    cos = dot / (x1.norm(dim=1) * x2.norm(dim=1) + 1e-8)
    return torch.where(target > 0, 1 - cos, F.relu(cos - margin)).mean()
