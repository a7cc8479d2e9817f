# expect: failed
# wrong: lower bound 1/(1+clip) in place of 1-clip for clip > 0.5
import math

import torch
import torch.nn.functional as F


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    r = torch.exp(log_probs - old_log_probs.detach())
    a = advantages.detach()
    s = torch.minimum(r * a, r.clamp(1 / (1 + clip) if clip > 0.5 else 1 - clip, 1 + clip) * a)
    return -s.mean()
