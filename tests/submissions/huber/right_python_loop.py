# expect: passed
def huber_loss(pred, target, delta=1.0):
    total = 0.0
    pairs = list(zip(pred.reshape(-1), target.reshape(-1)))
    for p, t in pairs:
        e = p - t
        if -delta <= e <= delta:
            total = total + e * e / 2
        elif e > delta:
            total = total + delta * (e - delta / 2)
        else:
            total = total + delta * (-e - delta / 2)
    return total / len(pairs)
