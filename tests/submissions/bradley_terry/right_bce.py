# expect: passed
import torch
import torch.nn.functional as F


def reward_model_loss(chosen_rewards, rejected_rewards):
    x = chosen_rewards - rejected_rewards
    return F.binary_cross_entropy_with_logits(x, torch.ones_like(x))
