# expect: passed
def hinge_embedding_loss(distance, target, margin=1.0):
    similar = (1 + target) / 2
    return (similar * distance + (1 - similar) * (margin - distance).clamp(min=0)).sum() / distance.numel()
