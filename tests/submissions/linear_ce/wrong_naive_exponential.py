# expect: failed
# diagnosis: naive_exponential
import torch

ROWS = 16


def linear_cross_entropy_loss(hidden, weight, target):
    losses = []
    for start in range(0, len(hidden), ROWS):
        rows = hidden[start : start + ROWS]
        true = (rows * weight[target[start : start + ROWS]]).sum(dim=1)
        losses.append(torch.log(torch.exp(rows @ weight.T).sum(dim=1)) - true)
    return torch.cat(losses).mean()
