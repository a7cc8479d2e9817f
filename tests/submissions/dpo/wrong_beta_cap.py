# expect: failed
# diagnosis: parameter_capped
# wrong: beta capped at 1
import math

import torch
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    h = (policy_chosen - ref_chosen) - (policy_rejected - ref_rejected)
    return -F.logsigmoid(min(beta, 1.0) * h).mean()
