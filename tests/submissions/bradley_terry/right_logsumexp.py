# expect: passed
import torch


def reward_model_loss(chosen_rewards, rejected_rewards):
    both = torch.stack((chosen_rewards, rejected_rewards), -1)
    return (torch.logsumexp(both, -1) - chosen_rewards).mean()
