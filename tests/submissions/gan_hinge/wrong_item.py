# expect: failed
# diagnosis: not_a_tensor
import torch.nn.functional as F


def gan_hinge_loss(real_logits, fake_logits):
    return float(F.relu(1 - real_logits).mean() + F.relu(1 + fake_logits).mean())
