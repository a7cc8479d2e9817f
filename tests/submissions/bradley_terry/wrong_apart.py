# expect: failed
# diagnosis: rewards_apart
import torch.nn.functional as F


def reward_model_loss(chosen_rewards, rejected_rewards):
    return F.softplus(-chosen_rewards).mean() + F.softplus(rejected_rewards).mean()
