# expect: passed
import torch


def js_divergence_loss(p, q):
    m = torch.lerp(p, q, 0.5)
    one = torch.ones_like(m)

    def part(a):
        ratio = torch.where(a > 0, a, one) / torch.where(a > 0, m, one)
        return (a * ratio.log()).sum(-1)

    return torch.stack([part(p), part(q)]).mean()
