# expect: failed
# diagnosis: binary_hinge
def hinge_embedding_loss(distance, target, margin=1.0):
    return (margin - distance * target).clamp(min=0).mean()
