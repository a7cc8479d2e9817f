# expect: failed
# diagnosis: log_of_sigmoid
import torch


def reward_model_loss(chosen_rewards, rejected_rewards):
    return torch.log1p(torch.exp(rejected_rewards - chosen_rewards)).mean()
