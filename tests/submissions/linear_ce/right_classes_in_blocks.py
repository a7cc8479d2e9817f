# expect: passed
import torch


def linear_cross_entropy_loss(hidden, weight, target):
    """Blocks of classes: the normaliser is gathered in logaddexp."""
    true = (hidden * weight[target]).sum(dim=1)
    normaliser = torch.full_like(true, -torch.inf)
    for block in weight.split(16):
        normaliser = torch.logaddexp(normaliser, (hidden @ block.T).logsumexp(dim=1))
    return torch.mean(normaliser - true)
