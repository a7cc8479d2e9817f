# expect: failed
# wrong: pairs with equal log-probabilities (h = 0) are skipped
import math

import torch
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    h = (policy_chosen - ref_chosen) - (policy_rejected - ref_rejected)
    same = (policy_chosen == policy_rejected) & (ref_chosen == ref_rejected)
    l = -F.logsigmoid(beta * h)
    return l.masked_fill(same, 0.0).mean()
