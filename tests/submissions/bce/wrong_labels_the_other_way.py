# expect: failed
# diagnosis: labels_flipped | flipped_labels
def bce_loss(probs, target):
    return -((1 - target) * probs.log().clamp(min=-100) + target * (1 - probs).log().clamp(min=-100)).mean()
