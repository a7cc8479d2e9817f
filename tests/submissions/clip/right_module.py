# expect: passed
import torch
from torch import nn


class Contrast(nn.Module):
    def forward(self, x, t, s):
        x = nn.functional.normalize(x, p=2, dim=-1)
        t = nn.functional.normalize(t, p=2, dim=-1)
        per_image = s * x @ t.t()
        labels = torch.arange(x.shape[0], device=x.device)
        loss = nn.CrossEntropyLoss()
        return torch.stack((loss(per_image, labels), loss(per_image.t(), labels))).mean()


def clip_loss(image, text, logit_scale):
    return Contrast()(image, text, logit_scale)
