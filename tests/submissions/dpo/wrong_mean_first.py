# expect: failed
# diagnosis: mean_of_gaps_first
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    h = policy_chosen.mean() - policy_rejected.mean() - ref_chosen.mean() + ref_rejected.mean()
    return F.softplus(-beta * h)
