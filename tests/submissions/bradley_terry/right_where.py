# expect: passed
import torch


def reward_model_loss(chosen_rewards, rejected_rewards):
    x = rejected_rewards - chosen_rewards
    small = torch.where(x > 0, -x, x)
    return (torch.where(x > 0, x, 0.0 * x) + torch.log1p(torch.exp(small))).mean()
