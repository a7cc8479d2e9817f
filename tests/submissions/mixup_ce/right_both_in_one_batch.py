# expect: passed
import torch
import torch.nn.functional as F


def mixup_cross_entropy_loss(logits, target_a, target_b, lam):
    # twice the rows, each with its weight
    cost = F.cross_entropy(logits.repeat(2, 1), torch.cat((target_a, target_b)), reduction="none")
    share = torch.cat((torch.full_like(cost[: len(target_a)], lam), torch.full_like(cost[len(target_a) :], 1 - lam)))
    return (share * cost).sum() / len(target_a)
