# expect: failed
# diagnosis: log_of_sigmoid | unstable
import torch
import torch.nn.functional as F


def reward_model_loss(chosen_rewards, rejected_rewards):
    return F.soft_margin_loss(chosen_rewards - rejected_rewards, torch.ones_like(chosen_rewards))
