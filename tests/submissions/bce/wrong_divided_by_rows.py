# expect: failed
# diagnosis: batch_size | class_count | only_flat
def bce_loss(probs, target):
    cost = -(target * probs.log().clamp(min=-100) + (1 - target) * (1 - probs).log().clamp(min=-100))
    return cost.sum() / (len(cost) if cost.dim() else 1)
