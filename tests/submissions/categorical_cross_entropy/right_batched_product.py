# expect: passed
import torch


def categorical_cross_entropy_loss(probs, target):
    p_true = torch.bmm(target.unsqueeze(1), probs.unsqueeze(2)).flatten()
    return p_true.log().neg().mean()
