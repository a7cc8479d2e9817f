"""Bradley–Terry: logistic loss on the difference of two rewards."""

import torch
from torch.nn.functional import softplus


def reward_model_loss(chosen_rewards, rejected_rewards):
    # −log σ(x) = log(1 + e^(−x)), in one step that neither overflows nor underflows.
    return torch.mean(softplus(rejected_rewards - chosen_rewards))
