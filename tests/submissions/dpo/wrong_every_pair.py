# expect: failed
# diagnosis: every_pair | batch_reduction
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    c = (policy_chosen - ref_chosen).unsqueeze(1)
    r = policy_rejected - ref_rejected
    return F.softplus(-beta * (c - r)).mean()
