# expect: failed
# diagnosis: reference_added
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    logits = (policy_chosen - policy_rejected) - (ref_rejected - ref_chosen)
    return F.softplus(-beta * logits).mean()
