"""DPO: logistic loss on how much more the policy than the reference prefers the chosen answer."""

import torch


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1):
    chosen_reward = beta * (policy_chosen - ref_chosen)
    rejected_reward = beta * (policy_rejected - ref_rejected)
    # log(1 + e^(−x)) in one step: log(sigmoid(x)) would underflow.
    return torch.nn.functional.softplus(rejected_reward - chosen_reward).mean()
