# expect: failed
# diagnosis: other_view_only
import torch.nn.functional as F


def nt_xent_loss(z1, z2, temperature=0.5):
    s = F.normalize(z1) @ F.normalize(z2).T / temperature
    return (s.logsumexp(0) + s.logsumexp(1) - 2 * s.diag()).mean() / 2
