# expect: failed
# diagnosis: hinge_instead
import torch
import torch.nn.functional as F


def reward_model_loss(chosen_rewards, rejected_rewards):
    return F.margin_ranking_loss(chosen_rewards, rejected_rewards, torch.ones_like(chosen_rewards), margin=1.0)
