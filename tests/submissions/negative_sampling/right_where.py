# expect: passed
import torch


def negative_sampling_loss(center, context, negatives):
    def cost(x):
        # log(1 + e^x) on either side of 0
        return torch.where(x > 0, x + torch.log1p(torch.exp(-x.abs())), torch.log1p(torch.exp(-x.abs())))

    seen = (center * context).sum(-1)
    drawn = (center[:, None, :] * negatives).sum(-1)
    return cost(-seen).mean() + cost(drawn).sum(-1).mean()
