"""SimPO: logistic loss on length-normalised log-probabilities, with a margin."""

import torch.nn.functional as F


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    chosen_reward = beta * chosen_logps / chosen_len
    rejected_reward = beta * rejected_logps / rejected_len
    # −log σ(x) = log(1 + e^(−x)), in one step
    return F.softplus(rejected_reward - chosen_reward + gamma).mean()
