# expect: failed
# diagnosis: arguments_exchanged
# KL directions reversed: KL(m||p) and KL(m||q)
import torch
def js_divergence_loss(p, q):
    m = (p + q) / 2
    e = 1e-12
    lm = torch.log(m + e)
    a = (m * (lm - torch.log(p + e))).sum(1)
    b = (m * (lm - torch.log(q + e))).sum(1)
    return (0.5 * (a + b)).mean()
