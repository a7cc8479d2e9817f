# expect: failed
# diagnosis: detached_gradient
import numpy as np
import torch


def contrastive_loss_hadsell(distance, target, margin=1.0):
    d, y = distance.detach().numpy(), target.numpy()
    loss = 0.5 * (1 - y) * d**2 + 0.5 * y * np.maximum(0, margin - d) ** 2
    return torch.as_tensor(loss.mean())
