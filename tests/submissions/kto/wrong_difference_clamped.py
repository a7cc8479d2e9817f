# expect: failed
# diagnosis: difference_clamped
# h is clamped at zero relative to kl: h - kl clamped to [-5, 5] after beta, killing gradients
import torch
def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    z = (beta * (policy_logps - ref_logps.detach() - kl.detach())).clamp(-5, 5)
    return torch.where(desirable == 1, 1 - torch.sigmoid(z), torch.sigmoid(z)).mean()
