# expect: failed
# diagnosis: geometric_average
# the geometric mean is used as the mixture: m = sqrt(p*q)
import torch
def js_divergence_loss(p, q):
    lp, lq = torch.log(p + 1e-12), torch.log(q + 1e-12)
    lm = 0.5 * (lp + lq)
    return (0.5 * (p * (lp - lm) + q * (lq - lm))).sum(1).mean()
