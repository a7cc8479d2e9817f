# expect: passed
def epsilon_insensitive_loss(pred, target, epsilon=0.1):
    e = pred - target
    return (e - e.clamp(-epsilon, epsilon)).abs().mean()
