# expect: failed
# diagnosis: margin_on_all_classes
import torch.nn.functional as F


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    logits = scale * (F.normalize(embeddings) @ F.normalize(weight).T - margin)
    return F.nll_loss(logits.log_softmax(1), labels)
