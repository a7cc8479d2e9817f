# expect: failed
# diagnosis: epsilon_in_the_log | log_of_sigmoid
import torch


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    h = policy_chosen - policy_rejected - ref_chosen + ref_rejected
    return -torch.log(torch.sigmoid(beta * h) + 1e-8).mean()
