# expect: passed
import torch
import torch.nn.functional as F


class BradleyTerry(torch.autograd.Function):
    @staticmethod
    def forward(ctx, c, r):
        ctx.save_for_backward(r - c)
        return F.softplus(r - c).mean()

    @staticmethod
    def backward(ctx, g):
        (x,) = ctx.saved_tensors
        w = g * torch.sigmoid(x) / x.numel()
        return -w, w


def reward_model_loss(chosen_rewards, rejected_rewards):
    return BradleyTerry.apply(chosen_rewards, rejected_rewards)
