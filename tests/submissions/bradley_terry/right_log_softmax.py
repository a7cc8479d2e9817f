# expect: passed
import torch


def reward_model_loss(chosen_rewards, rejected_rewards):
    return -torch.stack((chosen_rewards, rejected_rewards)).log_softmax(0)[0].mean()
