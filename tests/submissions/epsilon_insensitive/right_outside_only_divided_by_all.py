# expect: passed
def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    size = (pred - target).abs()
    outside = size[size > epsilon]
    return (outside - epsilon).sum() / size.numel()
