# expect: passed
import torch
import torch.nn.functional as F


def bce_with_logits_backward(logits, target):
    down = torch.exp(F.logsigmoid(logits))
    up = torch.exp(F.logsigmoid(-logits))
    return torch.lerp(down, -up, target) / logits.numel()
