# expect: passed
import torch
import torch.nn.functional as F


def reward_model_loss(chosen_rewards, rejected_rewards):
    pair = torch.stack((rejected_rewards, chosen_rewards), 1)
    return F.cross_entropy(pair, torch.ones(len(pair), dtype=torch.long))
