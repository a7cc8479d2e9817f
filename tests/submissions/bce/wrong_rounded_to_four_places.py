# expect: failed
# diagnosis: rounded_result
import torch


def bce_loss(probs, target):
    loss = -(target * probs.log().clamp(min=-100) + (1 - target) * (1 - probs).log().clamp(min=-100)).mean()
    return torch.round(loss, decimals=4)
