# expect: failed
# diagnosis: classes_averaged_apart
# Each class is averaged by itself, as if the classes were balanced.
def bce_loss(probs, target):
    ones, zeros = target.sum().clamp(min=1), (1 - target).sum().clamp(min=1)
    of_ones = -(target * probs.log().clamp(min=-100)).sum() / ones
    of_zeros = -((1 - target) * (1 - probs).log().clamp(min=-100)).sum() / zeros
    return of_ones + of_zeros
