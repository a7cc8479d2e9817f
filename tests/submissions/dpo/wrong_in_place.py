# expect: failed
# diagnosis: mutates_input
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    policy_chosen.data.sub_(ref_chosen)
    policy_rejected.data.sub_(ref_rejected)
    return F.softplus(-beta * (policy_chosen - policy_rejected)).mean()
