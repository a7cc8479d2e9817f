# expect: failed
# diagnosis: raises
# wrong: clamps the log-ratio at log(1-clip): raises for clip >= 1
import math

import torch
import torch.nn.functional as F


def ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2):
    lr = log_probs - old_log_probs.detach()
    a = advantages.detach()
    cl = lr.clamp(math.log(1 - clip), math.log(1 + clip))
    return -torch.minimum(lr.exp() * a, cl.exp() * a).mean()
