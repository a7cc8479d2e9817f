# expect: failed
# diagnosis: wrong_shape
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    return F.softplus(-beta * (policy_chosen - policy_rejected - ref_chosen + ref_rejected))
