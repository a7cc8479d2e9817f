# expect: passed
import torch.nn.functional as F


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    pi, ref = policy_chosen - policy_rejected, ref_chosen - ref_rejected
    return -F.logsigmoid(beta * (pi - ref)).mean()
