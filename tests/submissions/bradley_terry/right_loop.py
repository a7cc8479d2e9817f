# expect: passed
import torch


def reward_model_loss(chosen_rewards, rejected_rewards):
    total = 0.0
    for c, r in zip(chosen_rewards, rejected_rewards):
        total = total + torch.logaddexp(c, r) - c
    return total / chosen_rewards.numel()
