# expect: failed
# diagnosis: fake_detached
import torch.nn.functional as F


def gan_hinge_loss(real_logits, fake_logits):
    return F.relu(1 - real_logits).mean() + F.relu(1 + fake_logits.detach()).mean()
