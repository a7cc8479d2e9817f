# expect: failed
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    x = beta * (policy_chosen - policy_rejected - ref_chosen + ref_rejected)
    return -(0.9 * F.logsigmoid(x) + 0.1 * F.logsigmoid(-x)).mean()
