# expect: passed
# max(0, m - d) borrowed from another loss, then squared.
import torch
import torch.nn.functional as F


def contrastive_loss_hadsell(distance, target, margin=1.0):
    sign = 1 - 2 * target
    residual = F.hinge_embedding_loss(distance, sign, margin=margin, reduction="none")
    return residual.square().mean() / 2
