# expect: passed
import torch


def cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35):
    total = 0.0
    centres = [w / w.norm() for w in weight]
    for x, y in zip(embeddings, labels.tolist()):
        x = x / x.norm()
        logits = torch.stack([scale * (x.dot(w) - (margin if j == y else 0.0)) for j, w in enumerate(centres)])
        total = total - logits.log_softmax(0)[y]
    return total / len(labels)
