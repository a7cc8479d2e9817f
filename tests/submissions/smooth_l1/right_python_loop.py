# expect: passed
# With beta = 0 no size is below beta, so that nothing is divided by 0.
def smooth_l1_loss(pred, target, beta=1.0):
    losses = []
    for p, t in zip(pred.reshape(-1), target.reshape(-1)):
        size = abs(p - t)
        losses.append(size * size / beta / 2 if size < beta else size - beta / 2)
    return sum(losses) / len(losses)
