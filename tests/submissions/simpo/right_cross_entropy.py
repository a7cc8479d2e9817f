# expect: passed
import torch
import torch.nn.functional as F


def simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0):
    rewards = torch.stack([chosen_logps / chosen_len * beta - gamma, rejected_logps / rejected_len * beta], 1)
    return F.cross_entropy(rewards, torch.zeros(len(rewards), dtype=torch.long))
