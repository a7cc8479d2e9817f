# expect: passed
import torch
import torch.nn.functional as F


def siglip_loss(image, text, logit_scale, logit_bias):
    # softplus(−z) = softplus(z) − z: the diagonal only loses its z
    u = image / torch.linalg.vector_norm(image, dim=1, keepdim=True)
    v = text / torch.linalg.vector_norm(text, dim=1, keepdim=True)
    z = logit_scale * torch.einsum("id,jd->ij", u, v) + logit_bias
    other = ~torch.eye(len(z), dtype=torch.bool)
    return (F.softplus(z[other]).sum() + F.softplus(-z.diagonal()).sum()) / z.shape[0]
