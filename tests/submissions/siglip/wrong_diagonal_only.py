# expect: failed
# diagnosis: only_own_pairs
import torch.nn.functional as F


def siglip_loss(image, text, logit_scale, logit_bias):
    z = logit_scale * F.cosine_similarity(image, text, dim=1) + logit_bias
    return F.softplus(-z).mean()
