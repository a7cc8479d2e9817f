# expect: failed
# diagnosis: only_one_column
# wrong: squeeze(): answers of one token are averaged as one answer
import math

import torch
import torch.nn.functional as F


def grpo_clip_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04):
    r = torch.exp(log_probs - old_log_probs.detach())
    a = advantages.detach()[:, None]
    d = ref_log_probs.detach() - log_probs
    tok = -(torch.minimum(r * a, r.clamp(1 - clip, 1 + clip) * a) - beta * (torch.exp(d) - d - 1))
    tok, m = (tok * mask).squeeze(), mask.squeeze()
    return (tok.sum(-1) / m.sum(-1).clamp(min=1)).mean()
