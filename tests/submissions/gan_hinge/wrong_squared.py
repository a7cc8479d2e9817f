# expect: failed
# diagnosis: squared_hinge
import torch.nn.functional as F


def gan_hinge_loss(real_logits, fake_logits):
    return (F.relu(1 - real_logits) ** 2).mean() + (F.relu(1 + fake_logits) ** 2).mean()
