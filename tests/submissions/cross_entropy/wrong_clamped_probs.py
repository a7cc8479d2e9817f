# expect: failed
# diagnosis: probs_clamped
import torch


def cross_entropy_loss(logits, target):
    p = torch.softmax(logits, dim=1).clamp(1e-7, 1.0)
    return -p.log().gather(1, target[:, None]).mean()
