# expect: failed
# diagnosis: sign_lost
import torch.nn.functional as F


def reward_model_loss(chosen_rewards, rejected_rewards):
    return F.softplus(-(chosen_rewards - rejected_rewards).abs()).mean()
