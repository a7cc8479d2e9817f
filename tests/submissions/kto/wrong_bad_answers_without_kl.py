# expect: failed
# diagnosis: bad_answers_without_kl | only_one_class
# kl is not used for bad answers
import torch
def kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1):
    h = policy_logps - ref_logps.detach()
    kl = kl.detach()
    good = 1 - torch.sigmoid(beta * (h - kl))
    bad = 1 - torch.sigmoid(-beta * h)
    return torch.where(desirable > 0.5, good, bad).mean()
