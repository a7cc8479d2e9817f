# expect: failed
# diagnosis: unstable
# sigmoid and log one after the other: −inf beyond a logit of about 17.
import torch


def focal_loss(logits, target, gamma=2.0):
    p = torch.sigmoid(logits)
    p_t = torch.where(target == 1, p, 1 - p)
    return -((1 - p_t) ** gamma * torch.log(p_t)).mean()
