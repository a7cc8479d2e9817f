# expect: failed
# diagnosis: every_pair
import torch.nn.functional as F


def reward_model_loss(chosen_rewards, rejected_rewards):
    return F.softplus(rejected_rewards.view(-1, 1) - chosen_rewards).mean()
