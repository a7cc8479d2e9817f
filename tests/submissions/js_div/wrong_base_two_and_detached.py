# expect: failed
# diagnosis: base_two | ln_2 | gradient_apart
# the mixture m is detached
import torch, math
def js_divergence_loss(p, q):
    m = ((p + q) / 2).detach()
    x = torch.xlogy
    js = 0.5 * (x(p, p) - x(p, m) + x(q, q) - x(q, m)).sum(dim=-1)
    return js.mean() / math.log(2)
