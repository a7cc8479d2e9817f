# expect: failed
# diagnosis: detached_gradient | gradient_only
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    h = policy_chosen - policy_rejected.detach() - ref_chosen + ref_rejected
    return F.softplus(-beta * h).mean()
