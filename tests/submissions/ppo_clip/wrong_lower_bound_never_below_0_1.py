# expect: failed
import math

import torch


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    d = log_probs - old_log_probs.detach()
    adv = advantages.detach()
    low, high = math.log(max(1.0 - clip, 0.1)), math.log(1.0 + clip)
    ratio = torch.exp(d)
    clipped = torch.exp(torch.clamp(d, low, high))
    return -torch.minimum(ratio * adv, clipped * adv).mean()
