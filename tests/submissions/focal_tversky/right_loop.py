# expect: passed
def focal_tversky_loss(probs, target, alpha=0.7, beta=0.3, gamma=0.75, smooth=1.0):
    total = 0.0
    for p, y in zip(probs, target):
        tp = (p * y).sum()
        wrong = alpha * (p * (1 - y)).sum() + beta * ((1 - p) * y).sum()
        total = total + (wrong / (tp + wrong + smooth)) ** gamma
    return total / len(probs)
