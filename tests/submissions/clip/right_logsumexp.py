# expect: passed
import torch


def clip_loss(image, text, logit_scale):
    u = image / torch.linalg.vector_norm(image, dim=1, keepdim=True)
    v = text / torch.linalg.vector_norm(text, dim=1, keepdim=True)
    z = logit_scale * torch.einsum("id,jd->ij", u, v)
    own = z.diagonal()
    return 0.5 * ((torch.logsumexp(z, 1) - own).mean() + (torch.logsumexp(z, 0) - own).mean())
