# expect: failed
# diagnosis: wrong_default
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.2):
    return F.softplus(-beta * (policy_chosen - policy_rejected - ref_chosen + ref_rejected)).mean()
