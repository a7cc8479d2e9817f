# expect: failed
# diagnosis: epsilon_in_the_log
import torch


def reward_model_loss(chosen_rewards, rejected_rewards):
    p = 1 / (1 + torch.exp(rejected_rewards - chosen_rewards))
    return -(p + 1e-6).log().mean()
