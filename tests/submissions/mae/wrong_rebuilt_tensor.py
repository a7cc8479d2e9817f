# expect: failed
# diagnosis: detached_gradient
import torch


def mae_loss(pred, target):
    sizes = [abs(float(p) - float(t)) for p, t in zip(pred.reshape(-1), target.reshape(-1))]
    return torch.tensor(sum(sizes) / len(sizes), dtype=pred.dtype)
