# expect: failed
# diagnosis: mutates_input
import torch.nn.functional as F


def gan_hinge_loss(real_logits, fake_logits):
    real_logits.data.neg_().add_(1).clamp_(min=0)
    return real_logits.mean() + F.relu(1 + fake_logits).mean()
