# expect: passed
def hinge_loss(scores, target):
    losses = []
    for s, y in zip(scores.reshape(-1), target.reshape(-1)):
        gap = 1 - s * y
        losses.append(gap if gap > 0 else 0 * gap)
    return sum(losses) / len(losses)
