# expect: failed
# diagnosis: mean_of_all_scores
import torch
import torch.nn.functional as F


def gan_hinge_loss(real_logits, fake_logits):
    y = torch.cat([torch.ones_like(real_logits), -torch.ones_like(fake_logits)])
    return F.relu(1 - y * torch.cat([real_logits, fake_logits])).mean()
