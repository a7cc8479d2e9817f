# expect: failed
# diagnosis: sign_missing | sign_flipped
import torch


def nll_loss(log_probs, target):
    return torch.take_along_dim(log_probs, target[:, None], dim=1).mean()
