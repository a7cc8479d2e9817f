# expect: failed
# diagnosis: no_absolute_value
def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    return (pred - target - epsilon).clamp(min=0).mean()
