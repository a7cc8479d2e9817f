# expect: failed
# diagnosis: beta_outside
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    h = policy_chosen - policy_rejected - ref_chosen + ref_rejected
    return beta * F.softplus(-h).mean()
