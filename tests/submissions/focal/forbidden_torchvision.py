# expect: forbidden
def focal_loss(logits, target, gamma=2.0):
    from torchvision.ops import sigmoid_focal_loss

    return sigmoid_focal_loss(logits, target, alpha=-1, gamma=gamma, reduction="mean")
