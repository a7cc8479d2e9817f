# expect: passed
import torch


def clip_loss(image, text, logit_scale):
    n, total = len(image), 0.0
    sims = torch.nn.functional.cosine_similarity(image[:, None], text[None], dim=-1)
    for i in range(n):
        total = total - torch.log_softmax(logit_scale * sims[i], 0)[i]
        total = total - torch.log_softmax(logit_scale * sims[:, i], 0)[i]
    return total / (2 * n)
