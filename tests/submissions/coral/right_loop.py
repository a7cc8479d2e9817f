# expect: passed


def coral_loss(logits, target):
    total = logits.sum() * 0
    for i, grade in enumerate(target.tolist()):
        for k in range(logits.shape[1]):
            x = logits[i, k] if grade > k else -logits[i, k]
            # log(1 + e^-x), from whichever side is safe
            if x > 0:
                total = total + (-x).exp().log1p()
            else:
                total = total - x + x.exp().log1p()
    return total / len(target)
