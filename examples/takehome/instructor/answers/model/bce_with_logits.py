"""Binary cross-entropy of logits, in the form that never takes the exponential of a positive number."""

import torch


def bce_with_logits_loss(logits, target):
    # -log sigmoid(z) = max(-z, 0) + log(1 + exp(-|z|)), z being the logit in favour of the label
    z = torch.where(target == 1, logits, -logits)
    return (torch.relu(-z) + torch.log1p(torch.exp(-z.abs()))).mean()
