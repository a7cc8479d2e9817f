# expect: failed
# diagnosis: scale_divides
import torch
import torch.nn.functional as F


def clip_loss(image, text, logit_scale):
    z = F.cosine_similarity(image[:, None], text[None], dim=2) / logit_scale
    return -(z.log_softmax(0) + z.log_softmax(1)).diagonal().mean() / 2
