# expect: failed
# Sum at least 0.01.
import torch.nn.functional as F


def weighted_cross_entropy_loss(x, t, weight):
    w = weight[t]
    l = -F.log_softmax(x, 1).gather(1, t[:, None])[:, 0]
    return (w * l).sum() / w.sum().clamp(min=1e-2)
