# expect: failed
# diagnosis: detached_gradient | gradient_only
import torch.nn.functional as F


def reward_model_loss(chosen_rewards, rejected_rewards):
    return F.softplus(rejected_rewards.detach() - chosen_rewards).mean()
